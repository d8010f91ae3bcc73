import type { CallCounter } from '../api/call-counter.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import type { SiteSessions } from './session.ts';
import type { Site } from './site.ts';

/** Dependencies of the Invoice 7 site's routes. */
export interface SiteContext {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly site: Site;
  readonly sessions: SiteSessions;
  readonly counter: CallCounter;
  readonly rateLimit: RateLimit;
  /** Aborts when the sandbox stops, which ends all waits. */
  readonly stopping: AbortSignal;
}
