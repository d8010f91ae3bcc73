import type { Children } from './plumbing/children.ts';
import { waitFor } from './plumbing/wait-for.ts';
import type { Screen } from './screen/screen.ts';

/** What every step works with. */
export interface Stage {
  readonly screen: Screen;
  readonly children: Children;
  /** Where the data is kept: fresh, and for this run only. */
  readonly folder: string;
  /** The built `main.js` of each app. */
  readonly scripts: { readonly sandbox: string; readonly relay: string };
  /** Aborts when somebody stops the demo. */
  readonly signal: AbortSignal;
  /** What is to be closed at the end; the last one deferred is the first. */
  readonly closing: AsyncDisposableStack;
}

/** Everything runs on this machine only. */
export const host = '127.0.0.1';

/** How long something that takes milliseconds may take on a busy machine. */
const patienceMs = 10_000;

/** @throws {DemoFailure} when it does not happen in time */
export function expectSoon<Found>(options: {
  readonly stage: Stage;
  readonly what: string;
  readonly look: () => Promise<Found | undefined> | Found | undefined;
  readonly seen?: () => string;
}): Promise<Found> {
  const { stage, ...rest } = options;
  return waitFor({ ...rest, timeoutMs: patienceMs, signal: stage.signal });
}
