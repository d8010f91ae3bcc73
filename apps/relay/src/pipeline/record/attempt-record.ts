import type { SendResult } from '../send/sender.ts';
import type { SentRequest } from './attempt-headers.ts';
import type { Judgement } from './judge-attempt.ts';

/** An attempt that was made, and what it means. */
export interface AttemptRecord {
  readonly judgement: Judgement;
  readonly result: SendResult;
  readonly request: SentRequest;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Recording it failed before, and may have succeeded nonetheless: only the response was lost. */
  readonly again?: true;
}
