/** A request that was acknowledged, or one activity of it. */
export interface NewInboxRow {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Null when `body` is that of the request, which is still to be parsed. */
  readonly activityId: string | null;
  /** The request's body, or the activity, byte for byte. */
  readonly body: Uint8Array;
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
  /** How many rows wait for the projector. */
  readonly waiting: number;
  close(): void;
}

/** The side that gives: the projector's. */
export interface InboxReader {
  /** In order of their places. */
  read(options: { readonly after: number; readonly limit: number }): readonly InboxRow[];
  /** Removes rows up to a place. Only after what they became is committed. */
  trim(place: number): Promise<void>;
  close(): void;
}
