import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Corrected, Learning } from '../learning/learning-news.ts';

/** How many events of a source were created, and how many of them were late. */
export interface MadeEvents {
  readonly source: string;
  readonly count: number;
  readonly late: number;
}

/** A quarantined item, without what was received. */
type QuarantinedNews = Pick<NewQuarantined, 'id' | 'connectionId' | 'source' | 'reason' | 'detail'>;

export function quarantinedNews(item: NewQuarantined): QuarantinedNews {
  const { id, connectionId, source, reason, detail } = item;
  return { id, connectionId, source, reason, detail };
}

/** What was stored, as far as others in the process need to know. */
export interface LogNews {
  /** The connections for which webhooks brought something new, and when. Epoch milliseconds. */
  readonly heard: readonly { readonly connectionId: string; readonly at: number }[];
  readonly quarantined: readonly QuarantinedNews[];
  /** Events created, by source. */
  readonly made: readonly MadeEvents[];
  /** Subscriptions that were disabled because their selection cannot be read. */
  readonly damaged: readonly { readonly subscriptionId: string; readonly reason: string }[];
  readonly learned: readonly Learning[];
  readonly corrected: readonly Corrected[];
  /** Whether background work was scheduled. */
  readonly hasJobs: boolean;
}

/** For callers that have a part of it to report. */
export const noNews: LogNews = {
  heard: [],
  quarantined: [],
  made: [],
  damaged: [],
  learned: [],
  corrected: [],
  hasJobs: false,
};
