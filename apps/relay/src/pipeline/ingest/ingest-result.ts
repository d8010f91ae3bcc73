/** The outcome of a request. */
export type IngestResult =
  | { readonly outcome: 'unknown_token' }
  | { readonly outcome: 'probe'; readonly status: number; readonly body: string | undefined }
  /** On disk, and about to become an event. */
  | { readonly outcome: 'accepted' }
  /** On disk, until the vendor's API confirms it. */
  | { readonly outcome: 'unconfirmed' | 'duplicate' }
  /** On disk, to be examined by a person or processed again after an upgrade. */
  | { readonly outcome: 'quarantined' };

/** How many activities of a source had which outcome. */
export interface ActivityCount {
  readonly source: string;
  readonly outcome: 'accepted' | 'duplicate' | 'refused' | 'failed';
  readonly count: number;
}
