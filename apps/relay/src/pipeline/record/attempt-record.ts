import type { SendResult } from '../send/index.ts';
import type { Judgement } from './outcome.ts';

/** An attempt that was made, and what it means. */
export interface AttemptRecord {
  readonly judgement: Judgement;
  readonly result: SendResult;
  /** What was sent: JSON of a `KeptRequest`. */
  readonly request: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}
