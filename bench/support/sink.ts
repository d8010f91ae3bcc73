import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** What one path of the sink received. */
export interface SinkCounts {
  readonly requests: number;
  readonly refused: number;
  /** Number of distinct events. */
  readonly events: number;
  /** Arrival of the first and last distinct event, in epoch milliseconds. */
  readonly first?: number;
  readonly last?: number;
}

export interface SinkStats extends SinkCounts {
  /** First arrival of each event, in epoch milliseconds, in order. */
  readonly at: readonly (readonly [id: string, at: number])[];
  /** Latencies of `/timed`, in milliseconds: see `fast-sink.ts`. */
  readonly latencies: readonly number[];
}

/** Subscribers in a separate process: see `fast-sink.ts`. */
export interface Sink extends Disposable {
  url(path: string): string;
  stats(path: string): Promise<SinkStats>;
  reset(): void;
  /** Waits until a path has received this many events, or no new ones for a while. */
  waitFor(path: string, events: number): Promise<SinkCounts>;
}

const quietMs = 5_000;

export async function startSink(): Promise<Sink> {
  const child = fork(new URL('fast-sink.ts', import.meta.url));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  // One query at a time, since responses don't identify their query.
  let asked: Promise<unknown> = Promise.resolve();
  const ask = <Answer>(path: string, all: boolean): Promise<Answer> => {
    const answer = asked.then(async () => {
      child.send({ path, all });
      const [counts] = await once(child, 'message');
      return counts as Answer;
    });
    asked = answer;
    return answer;
  };
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    stats: (path) => ask(path, true),
    reset: () => child.send('reset'),
    async waitFor(path, events) {
      let seen = await ask<SinkCounts>(path, false);
      for (let quietSince = Date.now(); seen.events < events;) {
        if (Date.now() - quietSince > quietMs) break;
        await setTimeout(50);
        const next = await ask<SinkCounts>(path, false);
        if (next.events > seen.events) quietSince = Date.now();
        seen = next;
      }
      return seen;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
