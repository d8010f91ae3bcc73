import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Corrected, Learning } from '../learning/learning-news.ts';

/** How many events of a source were made, and how many of these were late. */
export interface MadeEvents {
  readonly source: string;
  readonly count: number;
  readonly late: number;
}

/** What was kept, as others in the process may want to know. */
export interface LogNews {
  /** The connections that webhooks brought something new for, and when. Epoch milliseconds. */
  readonly heard: readonly { readonly connectionId: string; readonly at: number }[];
  readonly quarantined: readonly Pick<
    NewQuarantined,
    'id' | 'connectionId' | 'source' | 'reason' | 'detail'
  >[];
  /** Events that were made, by their source. */
  readonly made: readonly MadeEvents[];
  /** Subscriptions that were disabled, as what they want cannot be read. */
  readonly damaged: readonly { readonly subscriptionId: string; readonly reason: string }[];
  readonly learned: readonly Learning[];
  readonly corrected: readonly Corrected[];
  /** Whether background work was scheduled. */
  readonly hasJobs: boolean;
}

/** For those who have a part of it to tell. */
export const noNews: LogNews = {
  heard: [],
  quarantined: [],
  made: [],
  damaged: [],
  learned: [],
  corrected: [],
  hasJobs: false,
};
