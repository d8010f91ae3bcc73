import { minutes } from '../../shared/clock/durations.ts';
import { isOutage } from '../access/is-outage.ts';
import type { Answer } from './verdict-recorder.ts';

/** For how long an answer shows that the vendor can be asked. Milliseconds. */
const answersCountForMs = 10 * minutes;

/**
 * Some vendors refuse to show a document that does not exist, instead of saying so: then a refusal
 * is their "no", and otherwise a forgery about such a document would be asked about for ever. But
 * a vendor in trouble may refuse everything. The two are told apart by what else it answers: where
 * it told about any document of the connection in the same round, or within the last ten minutes,
 * a refusal that is not temporary denies the activities of its document. Else it is an error as any
 * other, which makes nothing count as denied.
 */
export function weighRefusals(options: {
  readonly answers: readonly Answer[];
  /** When the vendor last told about a document of the connection; undefined when it never did. */
  readonly answeredAt: number | undefined;
  /** Epoch milliseconds, as `answeredAt`. */
  readonly now: number;
}): readonly Answer[] {
  const { answers, answeredAt = -Infinity, now } = options;
  const isAnswering =
    answers.some((answer) => !('error' in answer)) || now - answeredAt <= answersCountForMs;
  if (!isAnswering || answers.some((answer) => 'error' in answer && isOutage(answer.error))) {
    return answers;
  }
  return answers.map((answer) =>
    'error' in answer && answer.error.code === 'vendor_refused' && !answer.error.temporary
      ? { rows: answer.rows, accepted: answer.rows.map(() => undefined) }
      : answer,
  );
}
