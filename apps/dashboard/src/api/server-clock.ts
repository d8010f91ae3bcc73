/** The relay's current time, derived from its responses: the browser's clock may be wrong. */
export interface ServerClock {
  now(): number;
  /** @param options.askedAt when the request was sent, by the browser's clock */
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
      // A cached response has an outdated `Date`.
      const isFresh = headers.get('cache-control')?.includes('no-store') === true;
      if (Number.isNaN(date) || !isFresh) return;
      // `Date` was written at some point during the request, and is truncated to the second.
      const least = date - ownNow();
      const most = date + 1_000 - askedAt;
      if (aheadMs < least || aheadMs > most) aheadMs = (least + most) / 2;
    },
  };
}

export const serverClock = createServerClock(() => Date.now());
