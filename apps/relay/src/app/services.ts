/** What works in the background, from start to shutdown. */
export interface Service {
  start(): void | Promise<void>;
  /**
   * Starts nothing more; what has not ended after the grace period is found again at the next
   * start.
   */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

/** Starts services one after the other, and stops those that were started, all at once. */
export class Services {
  readonly #started: Service[] = [];
  #stopped: Promise<unknown> | undefined;

  async start(services: readonly Service[]): Promise<void> {
    for (const service of services) {
      // One whose start fails may have begun as well.
      this.#started.push(service);
      await service.start();
    }
  }

  /** Only once, however often it is asked for. */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#stopped ??= Promise.all(this.#started.map((service) => service.stop(options)));
    await this.#stopped;
  }
}
