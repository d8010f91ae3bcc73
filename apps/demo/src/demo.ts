import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DemoFailure } from './failure.ts';
import { Children } from './plumbing/children.ts';
import type { Receipt } from './plumbing/subscriber.ts';
import { reportFailure } from './screen/failure-report.ts';
import { showPlayground } from './screen/playground.ts';
import type { Screen } from './screen/screen.ts';
import type { Stage } from './stage.ts';
import { tellStory } from './story.ts';

export interface DemoOptions {
  readonly once: boolean;
  readonly screen: Screen;
  readonly scripts: Stage['scripts'];
  /** Aborts when the user stops the demo. */
  readonly signal: AbortSignal;
}

/**
 * Runs the demo and cleans up: no process is left running, and data is only kept after a failure.
 *
 * @returns the exit code: 0 if every step succeeded, 1 if not, 130 if interrupted
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const { once, screen, scripts, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), 'invoice-relay-demo-'));
  const children = new Children({ signal });
  let told = false;
  let failed = false;
  await using closing = new AsyncDisposableStack();
  closing.defer(async () => {
    if (!failed) await rm(folder, { recursive: true, force: true });
  });
  closing.defer(() => children.stop());

  screen.heading('Invoice Relay, step by step');
  screen.line('Everything runs on this machine, and no data leaves it.');
  const startedAt = performance.now();
  const announce = (receipt: Receipt) => {
    if (told) screen.line(`  ${new Date().toTimeString().slice(0, 8)}  ${describe(receipt)}`);
  };
  try {
    const stage: Stage = { screen, children, folder, scripts, signal, closing };
    const scene = await tellStory({ stage, onAccepted: announce });
    screen.line();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    screen.heading(`All ${screen.checks} checks in ${screen.steps} steps passed (${seconds} s).`);
    if (once) return 0;
    showPlayground({ screen, scene });
    told = true;
    await stayUp({ children, signal });
  } catch (error) {
    if (signal.aborted) {
      screen.line();
      screen.line('Stopping.');
      return told ? 0 : 130;
    }
    failed = true;
    const where = told ? 'while it kept running' : `at step ${screen.steps}`;
    reportFailure({ screen, error, where, children: children.accounts(), folder });
    return 1;
  }
  return 0;
}

/** Resolves when the user stops the demo or a child exits unexpectedly. */
async function stayUp(options: {
  readonly children: Children;
  readonly signal: AbortSignal;
}): Promise<never> {
  const { children, signal } = options;
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  const ended = await Promise.race([stopped, children.endedByItself()]);
  throw new DemoFailure(`The ${ended.name} exited unexpectedly.`);
}

function describe({ type, subject, id }: Receipt): string {
  return `${type.padEnd(22)} ${(subject ?? '').padEnd(10)} ${id}`;
}
