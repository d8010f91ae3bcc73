import { expect, test } from 'vitest';

import { createRuntime } from '../../nodes/shared/runtime.ts';

const runtime = createRuntime(() => Promise.reject(new Error('nobody calls')));

test('the runtime has a clock, chance and a sleep', async () => {
  expect(Math.abs(runtime.now() - Date.now())).toBeLessThan(1_000);
  expect(runtime.random()).toBeLessThan(1);
  await expect(runtime.sleep(0)).resolves.toBeUndefined();
  await expect(runtime.sleep(0, new AbortController().signal)).resolves.toBeUndefined();
});

test('a sleep ends when its signal aborts', async () => {
  const controller = new AbortController();
  const slept = runtime.sleep(60_000, controller.signal);
  controller.abort(new Error('wake up'));
  await expect(slept).rejects.toThrow('wake up');
  await expect(runtime.sleep(60_000, controller.signal)).rejects.toThrow('wake up');
});
