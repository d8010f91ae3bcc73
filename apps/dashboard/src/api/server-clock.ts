/** The present as the relay has it, learned from its answers: a reader's own clock may be wrong. */
export interface ServerClock {
  now(): number;
  /** @param options.askedAt when the answer was asked for, by the reader's clock */
  learn(options: {
    readonly askedAt: number;
    readonly headers: { get(name: string): string | null };
  }): void;
}

export function createServerClock(ownNow: () => number): ServerClock {
  let aheadMs = 0;
  return {
    now: () => ownNow() + aheadMs,
    learn({ askedAt, headers }) {
      const date = Date.parse(headers.get('date') ?? '');
      // What a browser kept tells of another time.
      const isFresh = headers.get('cache-control')?.includes('no-store') === true;
      if (Number.isNaN(date) || !isFresh) return;
      // It may have been written at any moment since, and is cut to the second.
      const least = date - ownNow();
      const most = date + 1_000 - askedAt;
      if (aheadMs < least || aheadMs > most) aheadMs = (least + most) / 2;
    },
  };
}

export const serverClock = createServerClock(() => Date.now());
