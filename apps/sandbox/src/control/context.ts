import type { CallCounter } from '../api/call-counter.ts';
import type { Recorder } from '../shop/recorder.ts';
import type { Sender } from '../sender/sender.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';

/** Dependencies of the routes. */
export interface Context {
  readonly store: Store;
  readonly sender: Sender;
  readonly recorder: Recorder;
  readonly runtime: Runtime;
  readonly counter: CallCounter;
  /** Restores the initial state. */
  readonly reset: () => void;
}
