import { minutes } from '../../shared/clock/durations.ts';
import { isOutage } from '../access/is-outage.ts';
import type { Answer } from './verdict-recorder.ts';

/** For how long a response shows that the vendor can be reached. Milliseconds. */
const answersCountForMs = 10 * minutes;

/**
 * Some vendors refuse to show a document that does not exist, instead of saying so: then a refusal
 * means "no", and otherwise a forgery about such a document would be asked about forever. But a
 * failing vendor may refuse everything. The two are distinguished by its other responses: if it
 * answered about any document of the connection in the same round, or within the last ten minutes,
 * a refusal that is not temporary denies the activities of its document. Otherwise it is an error
 * like any other, which denies nothing.
 */
export function weighRefusals(options: {
  readonly answers: readonly Answer[];
  /**
   * When the vendor last answered about a document of the connection; undefined if it never did.
   */
  readonly answeredAt: number | undefined;
  /** Epoch milliseconds, like `answeredAt`. */
  readonly now: number;
}): readonly Answer[] {
  const { answers, answeredAt = -Infinity, now } = options;
  const isResponding =
    answers.some((answer) => !('error' in answer)) ||
    Math.abs(now - answeredAt) <= answersCountForMs;
  if (!isResponding || answers.some((answer) => 'error' in answer && isOutage(answer.error))) {
    return answers;
  }
  return answers.map((answer) =>
    'error' in answer && answer.error.code === 'vendor_refused' && !answer.error.temporary
      ? { rows: answer.rows, accepted: answer.rows.map(() => undefined) }
      : answer,
  );
}
