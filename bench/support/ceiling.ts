import { fork } from 'node:child_process';

import { authSecret } from './relay.ts';

export interface Ceiling extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Returns the number of stored rows. */
  count(): Promise<number>;
}

/** Starts the baseline of ingest: see `ceiling-receiver.ts`. */
export async function startCeiling(
  options: {
    /** A database on a PostgreSQL server, instead of a SQLite file. */
    readonly postgresUrl?: string;
  } = {},
): Promise<Ceiling> {
  const child = fork(new URL('ceiling-receiver.ts', import.meta.url), [
    authSecret,
    ...(options.postgresUrl === undefined ? [] : [options.postgresUrl]),
  ]);
  const next = () =>
    new Promise((resolve) => {
      child.once('message', resolve);
    });
  const url = String(await next());
  return {
    url,
    pid: child.pid as number,
    async count() {
      child.send('count');
      return Number(await next());
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => {
        child.once('exit', resolve);
      });
      child.disconnect();
      await ended;
    },
  };
}
