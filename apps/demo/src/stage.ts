import type { Children } from './plumbing/children.ts';
import { waitFor } from './plumbing/wait-for.ts';
import type { Screen } from './screen/screen.ts';

/** Dependencies of the steps. */
export interface Stage {
  readonly screen: Screen;
  readonly children: Children;
  /** Data folder, created for this run only. */
  readonly folder: string;
  /** The built `main.js` of each app. */
  readonly scripts: { readonly sandbox: string; readonly relay: string };
  /** Aborts when the user stops the demo. */
  readonly signal: AbortSignal;
  /** Cleanup at the end, in reverse order. */
  readonly closing: AsyncDisposableStack;
}

/** Everything runs on this machine only. */
export const host = '127.0.0.1';

/** Timeout for something that normally takes milliseconds, allowing for a busy machine. */
const patienceMs = 10_000;

/** @throws {DemoFailure} if it does not happen in time */
export function expectSoon<Found>(options: {
  readonly stage: Stage;
  readonly what: string;
  readonly look: () => Promise<Found | undefined> | Found | undefined;
  readonly seen?: () => string;
}): Promise<Found> {
  const { stage, ...rest } = options;
  return waitFor({ ...rest, timeoutMs: patienceMs, signal: stage.signal });
}
