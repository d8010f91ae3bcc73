import type { Transaction } from '../transaction.ts';

/** A request that was acknowledged, or one activity of it. */
export interface NewInboxRow {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Null when `body` is that of the request, which is still to be parsed. */
  readonly activityId: string | null;
  /** The request's body, or the activity, byte for byte. */
  readonly body: Uint8Array;
  /** The trace context (`traceparent`) of the request; null without tracing. */
  readonly trace: string | null;
}

export interface InboxRow extends NewInboxRow {
  /** Its place in the order of receipt; never given twice. */
  readonly place: number;
}

/** The side of the inbox that takes: whoever answers requests. */
export interface InboxWriter {
  /** Keeps rows, all or none. Answers when they are on disk. @throws storage errors of the engine */
  append(rows: readonly NewInboxRow[]): Promise<void>;
  /** Whether the disk took the last rows. After some that it refused, `probe` finds out. */
  readonly writable: boolean;
  /** Writes something to find out whether the disk takes it now. */
  probe(): Promise<boolean>;
  /** How many rows wait for the projector; where others append as well, as of a moment ago. */
  readonly waiting: number;
  /** The same, counted now. */
  countWaiting(): Promise<number>;
  /** Lets go of what was taken out, in its files as well. @returns false when it was busy all the time */
  forget(): Promise<boolean>;
  /** Answers when all that was appended by now is projected: for tests. */
  projected(): Promise<void>;
  close(): void;
}

/** The side that gives: the projector's. */
export interface InboxReader {
  /** What comes next, in order of their places. Nothing while another process is at it. */
  read(options: { readonly limit: number }): Promise<readonly InboxRow[]>;
  /**
   * Takes rows out, as a part of the transaction that keeps what they became.
   *
   * @returns false when that was kept before: nothing of it is to be kept again
   */
  take(tx: Transaction, rows: readonly InboxRow[]): Promise<boolean>;
  /** The transaction is on disk, or was before. */
  taken(rows: readonly InboxRow[]): Promise<void>;
  close(): Promise<void>;
}
