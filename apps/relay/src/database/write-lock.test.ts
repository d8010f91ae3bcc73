import { Worker } from 'node:worker_threads';

import { expect, test } from 'vitest';

import { OverloadedError } from './overloaded-error.ts';
import { WriteLock } from './write-lock.ts';

test('one at a time, in the order of requests', async () => {
  const lock = new WriteLock();
  const order: number[] = [];
  let inside = 0;
  await Promise.all(
    [1, 2, 3].map(async (number) => {
      const release = await lock.acquire();
      inside += 1;
      expect(inside).toBe(1);
      await Promise.resolve();
      order.push(number);
      inside -= 1;
      release();
    }),
  );
  expect(order).toEqual([1, 2, 3]);
});

test('a waiter that times out gets an error, and the others keep their turns', async () => {
  const lock = new WriteLock();
  const order: string[] = [];
  const release = await lock.acquire();
  const impatient = lock.acquire({ withinMs: 1 });
  const turn = async (name: string, within: { withinMs?: number } = {}): Promise<void> => {
    const end = await lock.acquire(within);
    order.push(name);
    end();
  };
  const others = [turn('next'), turn('last', { withinMs: 60_000 })];
  await expect(impatient).rejects.toThrow(OverloadedError);
  expect(order).toEqual([]);
  release();
  await Promise.all(others);
  expect(order).toEqual(['next', 'last']);
});

test('two threads alternate: neither gets it twice while the other waits', async () => {
  const lock = new WriteLock();
  const other = new WriteLock({ shared: lock.shared, thread: 2 });
  const order: string[] = [];
  const take = async (who: string, one: WriteLock): Promise<void> => {
    const release = await one.acquire();
    order.push(who);
    await new Promise(setImmediate);
    release();
  };
  await Promise.all([
    take('main', lock),
    take('main', lock),
    take('main', lock),
    take('worker', other),
    take('worker', other),
  ]);
  expect(order).toEqual(['main', 'worker', 'main', 'worker', 'main']);
});

test('nothing is lost across real threads', async () => {
  const lock = new WriteLock();
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const rounds = 500;
  const url = new URL('./write-lock.ts', import.meta.url).href;
  const worker = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     import(${JSON.stringify(url)}).then(async ({ WriteLock }) => {
       const lock = new WriteLock({ shared: workerData.shared, thread: 2 });
       parentPort.on('message', () => {});
       for (let round = 0; round < ${rounds}; round += 1) {
         const release = await lock.acquire();
         const before = workerData.counter[0];
         await new Promise(setImmediate);
         workerData.counter[0] = before + 1;
         release();
       }
       process.exit();
     });`,
    { eval: true, workerData: { shared: lock.shared, counter } },
  );
  const ended = new Promise((resolve) => {
    worker.once('exit', resolve);
  });
  for (let round = 0; round < rounds; round += 1) {
    const release = await lock.acquire();
    const before = counter[0] as number;
    await new Promise(setImmediate);
    counter[0] = before + 1;
    release();
  }
  await ended;
  expect(counter[0]).toBe(2 * rounds);
});

test('ending a thread that holds it releases it', async () => {
  const lock = new WriteLock();
  const dead = new WriteLock({ shared: lock.shared, thread: 2 });
  await dead.acquire();
  const waiting = lock.acquire();
  lock.releaseFor(2);
  (await waiting)();
  await expect(lock.acquire()).resolves.toBeTypeOf('function');
});
