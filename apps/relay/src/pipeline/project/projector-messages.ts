import type { LogNews } from '../log/log-news.ts';
import type { Projected } from './projected.ts';

/** What the projector's thread is given at its start. */
export interface ProjectorThreadData {
  readonly databasePath: string;
  /** Of the `WriteLock` and the `ProjectorSignal`. */
  readonly lock: SharedArrayBuffer;
  readonly signal: SharedArrayBuffer;
  /** Names of packages. */
  readonly sources: readonly string[];
}

/** What it tells the main thread. */
export type ProjectorMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'news'; readonly news: LogNews }
  | { readonly kind: 'projected'; readonly projected: Projected }
  | { readonly kind: 'trouble'; readonly error: Error; readonly code: string | undefined }
  | { readonly kind: 'stopped' };
