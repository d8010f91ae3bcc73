import { expect, test } from 'vitest';

import { createWorld } from '../../nodes/shared/world.ts';

const world = createWorld(() => Promise.reject(new Error('nobody calls')));

test('the world has a clock, chance and a sleep', async () => {
  expect(Math.abs(world.now() - Date.now())).toBeLessThan(1_000);
  expect(world.random()).toBeLessThan(1);
  await expect(world.sleep(0)).resolves.toBeUndefined();
  await expect(world.sleep(0, new AbortController().signal)).resolves.toBeUndefined();
});

test('a sleep ends when its signal aborts', async () => {
  const controller = new AbortController();
  const slept = world.sleep(60_000, controller.signal);
  controller.abort(new Error('wake up'));
  await expect(slept).rejects.toThrow('wake up');
  await expect(world.sleep(60_000, controller.signal)).rejects.toThrow('wake up');
});
