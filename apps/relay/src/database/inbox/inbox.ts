import type { Transaction } from '../transaction.ts';

/** An acknowledged request, or one activity of it. */
export interface NewInboxRow {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Null if `body` is that of the request, which is still to be parsed. */
  readonly activityId: string | null;
  /** The request's body, or the activity, byte for byte. */
  readonly body: Uint8Array;
  /** The trace context (`traceparent`) of the request; null without tracing. */
  readonly trace: string | null;
}

export interface InboxRow extends NewInboxRow {
  /** Its position in the order of receipt; never reused. */
  readonly place: number;
}

/** The writing side of the inbox: for whoever answers requests. */
export interface InboxWriter {
  /**
   * Stores rows, all or none. Resolves when they are on disk. @throws storage errors of the engine
   */
  append(rows: readonly NewInboxRow[]): Promise<void>;
  /** Whether the disk accepted the last rows. After a failure, `probe` finds out. */
  readonly writable: boolean;
  /** Writes something to find out whether the disk accepts writes now. */
  probe(): Promise<boolean>;
  /** How many rows wait for the projector; if others append as well, as of a moment ago. */
  readonly waiting: number;
  /** The same, counted now. */
  countWaiting(): Promise<number>;
  /**
   * Removes what was taken out from its files as well. @returns false if it was busy all the time
   */
  forget(): Promise<boolean>;
  /**
   * Resolves when everything appended by now is projected.
   *
   * @returns false if that took longer
   */
  projected(options?: { readonly withinMs?: number }): Promise<boolean>;
  close(): void;
}

/** The reading side of the inbox: the projector's. */
export interface InboxReader {
  /** Returns the next rows in order; none while another process is reading. */
  read(options: { readonly limit: number }): Promise<readonly InboxRow[]>;
  /**
   * Takes rows out, as part of the transaction that stores what they became.
   *
   * @returns false if that was already stored: nothing of it may be stored again
   * @throws {RowsTakenError} if some of it was
   */
  take(tx: Transaction, rows: readonly InboxRow[]): Promise<boolean>;
  /** Whether no other process is reading yet: asked while rows that were read are still worked on. */
  isOurs(): Promise<boolean>;
  /** The transaction is on disk, or was before. */
  taken(rows: readonly InboxRow[]): Promise<void>;
  close(): Promise<void>;
}

/** Some of the rows that were read are gone: another process created their events. */
export class RowsTakenError extends Error {
  readonly code = 'rows_taken';
  override readonly name = 'RowsTakenError';
}
