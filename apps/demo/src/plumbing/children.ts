import { DemoFailure } from '../failure.ts';
import { Child } from './child.ts';
import { OutputTail } from './output-tail.ts';
import { waitFor } from './wait-for.ts';

const startTimeoutMs = 20_000;
const maxOutputLines = 40;

export interface ChildOptions {
  /** Display name, e.g. `relay`. */
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it will listen, for messages. */
  readonly url: string;
  /**
   * Resolves with whether the child is ready; a rejection counts as not ready. Check something that
   * only this child can answer, since its port may have been taken by another process in the
   * meantime.
   */
  readonly ready: () => Promise<boolean>;
}

/** The state of a child, for failure reports. */
export interface ChildAccount {
  readonly name: string;
  readonly endedByItself: boolean;
  /** Its last lines of output. */
  readonly lines: readonly string[];
}

/** The apps that run alongside the demo. */
export class Children {
  readonly #signal: AbortSignal;
  readonly #children = new Map<string, Child>();
  /** By name, so that output survives a restart. */
  readonly #outputs = new Map<string, OutputTail>();

  constructor(options: { readonly signal: AbortSignal }) {
    this.#signal = options.signal;
  }

  /**
   * Starts a child, replacing an earlier one with the same name, and waits until it is ready.
   *
   * @throws {DemoFailure} if it exits or takes too long
   */
  async start(options: ChildOptions): Promise<Child> {
    const { name, url, ready } = options;
    this.#requireRunning();
    const output = this.#outputs.get(name) ?? new OutputTail({ maxLines: maxOutputLines });
    this.#outputs.set(name, output);
    const child = new Child({ ...options, output });
    this.#children.set(name, child);
    await waitFor({
      what: `the ${name} to respond at ${url}`,
      timeoutMs: startTimeoutMs,
      signal: this.#signal,
      look: async () => {
        if (!child.running) throw new DemoFailure(`The ${name} exited instead of starting.`);
        return (await ready().catch(() => false)) || undefined;
      },
    });
    return child;
  }

  #requireRunning(): void {
    const ended = [...this.#children.values()].find((child) => child.hasEndedByItself);
    if (ended !== undefined) throw new DemoFailure(`The ${ended.name} exited unexpectedly.`);
  }

  /** Resolves with the first child that exits unexpectedly. */
  endedByItself(): Promise<Child> {
    return Promise.race(
      [...this.#children.values()].map(async (child) => {
        await child.endedByItself();
        return child;
      }),
    );
  }

  /** The state and last output of each child. */
  accounts(): readonly ChildAccount[] {
    return [...this.#children].map(([name, child]) => ({
      name,
      endedByItself: child.hasEndedByItself,
      lines: this.#outputs.get(name)?.lines() ?? [],
    }));
  }

  /** Stops the children in reverse order of their start. */
  async stop(): Promise<void> {
    for (const child of [...this.#children.values()].toReversed()) await child.stop();
  }
}
