import { fork } from 'node:child_process';

import type { Load, LoadResult } from './generator.ts';

/** Sends a load from a separate process. */
export async function generate(load: Load): Promise<LoadResult> {
  const child = fork(new URL('generator.ts', import.meta.url));
  try {
    return await new Promise<LoadResult>((resolve, reject) => {
      child.once('message', (result) => resolve(result as LoadResult));
      child.once('exit', () => reject(new Error('The generator ended.')));
      child.send(load);
    });
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}
