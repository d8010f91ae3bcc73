import { setTimeout as wait } from 'node:timers/promises';

/**
 * Reads the log page by page, with the cursor of the previous page, while it grows: nothing may be
 * missed.
 */
export class Follower {
  readonly seen = new Set<string>();
  readonly problems: string[] = [];
  readonly #urls: () => readonly string[];
  readonly #key: string;
  #cursor: string | undefined;
  #stopped = false;
  #isAbandoned = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: { readonly urls: () => readonly string[]; readonly key: string }) {
    this.#urls = options.urls;
    this.#key = options.key;
  }

  start(): void {
    this.#running = this.#follow();
  }

  /** Reads on until there is nothing more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Stops reading, whatever is left. */
  abandon(): void {
    this.#isAbandoned = true;
  }

  async #follow(): Promise<void> {
    for (let turn = 0; !this.#isAbandoned; turn += 1) {
      const urls = this.#urls();
      const stopping = this.#stopped;
      const page = await this.#readPage(urls[turn % urls.length] as string).catch(() => 'nobody');
      if (page === 'last' && stopping) return;
      await wait(page === 'full' ? 0 : 50);
    }
  }

  async #readPage(url: string): Promise<'full' | 'last' | 'nobody'> {
    const after = this.#cursor === undefined ? '' : `&after=${encodeURIComponent(this.#cursor)}`;
    const answer = await fetch(`${url}/v1/events?limit=100${after}`, {
      headers: { authorization: `Bearer ${this.#key}` },
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status !== 200) {
      if (answer.status !== 503) this.problems.push(`the log responded with ${answer.status}`);
      return 'nobody';
    }
    const page = (await answer.json()) as { data: { data: { id: string } }[]; next: string | null };
    for (const { data } of page.data) this.seen.add(data.id);
    if (page.next === null) return 'last';
    this.#cursor = page.next;
    return 'full';
  }
}
