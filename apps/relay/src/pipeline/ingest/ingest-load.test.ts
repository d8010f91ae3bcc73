import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { IngestLoad } from './ingest-load.ts';

test('requests of a turn count in it and in the next one, and no longer', async () => {
  const load = new IngestLoad();
  expect(load.perTurn).toBe(0);
  for (let count = 0; count < 5; count += 1) load.add();
  expect(load.perTurn).toBe(5);
  await nextTurn();
  expect(load.perTurn).toBe(5);
  load.add();
  await nextTurn();
  expect(load.perTurn).toBe(1);
  await nextTurn();
  await nextTurn();
  expect(load.perTurn).toBe(0);
});
