import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What one path of the sink saw. */
export interface SinkStats {
  readonly requests: number;
  readonly refused: number;
  readonly events: number;
  /** The first arrival of each event, in epoch milliseconds, in order. */
  readonly at: readonly (readonly [id: string, at: number])[];
}

/** Subscribers in a process of their own: see `fast-sink.ts`. */
export interface Sink extends Disposable {
  url(path: string): string;
  stats(): Promise<Readonly<Record<string, SinkStats>>>;
  reset(): void;
  /** Waits until a path saw so many events, or none new for five seconds. */
  waitFor(path: string, events: number): Promise<SinkStats>;
}

const quietMs = 5_000;
const none: SinkStats = { requests: 0, refused: 0, events: 0, at: [] };

export async function startSink(): Promise<Sink> {
  const child = fork(new URL('fast-sink.ts', import.meta.url));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const stats = async (): Promise<Record<string, SinkStats>> => {
    child.send('stats');
    const [answer] = (await once(child, 'message')) as [Record<string, SinkStats>];
    return answer;
  };
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    stats,
    reset: () => child.send('reset'),
    async waitFor(path, events) {
      let seen = none;
      for (let quietSince = Date.now(); Date.now() - quietSince < quietMs;) {
        const next = (await stats())[path] ?? none;
        if (next.events > seen.events) quietSince = Date.now();
        seen = next;
        if (seen.events >= events) break;
        await new Promise((resolve) => {
          setTimeout(resolve, 50);
        });
      }
      return seen;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
