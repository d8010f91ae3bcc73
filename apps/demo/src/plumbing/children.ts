import { DemoFailure } from '../failure.ts';
import { Child } from './child.ts';
import { OutputTail } from './output-tail.ts';
import { waitFor } from './wait-for.ts';

const startTimeoutMs = 20_000;
const maxOutputLines = 40;

export interface ChildOptions {
  /** As people know it: `relay`. */
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it is going to listen, for people. */
  readonly url: string;
  /**
   * Whether the child can work; rejecting is the same as no. A port that was free a moment ago may
   * be somebody else's by now, so better ask what only this child can answer.
   */
  readonly ready: () => Promise<boolean>;
}

/** What there is to say of a child when something went wrong. */
export interface ChildAccount {
  readonly name: string;
  readonly endedByItself: boolean;
  /** What it wrote last. */
  readonly lines: readonly string[];
}

/** The apps that run beside the demo. */
export class Children {
  readonly #signal: AbortSignal;
  readonly #children = new Map<string, Child>();
  /** One for each name, so that it outlasts a restart. */
  readonly #outputs = new Map<string, OutputTail>();

  constructor(options: { readonly signal: AbortSignal }) {
    this.#signal = options.signal;
  }

  /**
   * Starts one, in the place of an earlier one of its name, and waits until it can work.
   *
   * @throws {DemoFailure} when it ends, or takes too long
   */
  async start(options: ChildOptions): Promise<Child> {
    const { name, url, ready } = options;
    this.#requireRunning();
    const output = this.#outputs.get(name) ?? new OutputTail({ maxLines: maxOutputLines });
    this.#outputs.set(name, output);
    const child = new Child({ ...options, output });
    this.#children.set(name, child);
    await waitFor({
      what: `the ${name} to answer at ${url}`,
      timeoutMs: startTimeoutMs,
      signal: this.#signal,
      look: async () => {
        if (!child.running) throw new DemoFailure(`The ${name} ended instead of starting.`);
        return (await ready().catch(() => false)) || undefined;
      },
    });
    return child;
  }

  #requireRunning(): void {
    const ended = [...this.#children.values()].find((child) => child.hasEndedByItself);
    if (ended !== undefined) throw new DemoFailure(`The ${ended.name} ended by itself.`);
  }

  /** Resolves with the first one that ends without having been asked to. */
  endedByItself(): Promise<Child> {
    return Promise.race(
      [...this.#children.values()].map(async (child) => {
        await child.endedByItself();
        return child;
      }),
    );
  }

  /** How each of them is, and what it wrote last. */
  accounts(): readonly ChildAccount[] {
    return [...this.#children].map(([name, child]) => ({
      name,
      endedByItself: child.hasEndedByItself,
      lines: this.#outputs.get(name)?.lines() ?? [],
    }));
  }

  /** The last one started is the first one stopped. */
  async stop(): Promise<void> {
    for (const child of [...this.#children.values()].toReversed()) await child.stop();
  }
}
