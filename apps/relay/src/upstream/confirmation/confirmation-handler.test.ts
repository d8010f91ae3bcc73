import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { createLogger } from '../../operations/logger.ts';
import { ConfirmationHandler } from './confirmation-handler.ts';
import { Outages } from './outages.ts';

type Ask = () => Promise<boolean>;

function open(options: { readonly ask: Ask; readonly nextCheckAt: number | null }) {
  const clock = new ManualClock();
  const outages = new Outages();
  const ask = vi.fn<Ask>(options.ask);
  const abort = new AbortController();
  const handler = new ConfirmationHandler({
    clock,
    outages,
    logger: createLogger({ level: 'silent' }),
    round: { ask },
    store: { nextCheckAt: async () => options.nextCheckAt },
  });
  const job = { kind: 'confirmation', key: 'con_1', claim: 'mine' };
  return { clock, outages, ask, abort, run: () => handler.run({ job, signal: abort.signal }) };
}

test('keeps asking as long as told to, and is done when nothing waits', async () => {
  let left = 3;
  const { run, ask } = open({
    ask: async () => {
      left -= 1;
      return left > 0;
    },
    nextCheckAt: null,
  });
  expect(await run()).toBe('done');
  expect(ask).toHaveBeenCalledTimes(3);
});

test('runs again when the next is due', async () => {
  const { run } = open({ ask: async () => false, nextCheckAt: 7_000 });
  expect(await run()).toEqual({ dueAt: 7_000 });
});

test('a vendor that is down, or a faulty plugin, is left alone for a while', async () => {
  const { run, clock } = open({
    ask: async () => {
      throw new Error('a plugin at fault');
    },
    nextCheckAt: 0,
  });
  expect(await run()).toEqual({ dueAt: clock.now() + 5_000 });
  expect(await run()).toEqual({ dueAt: clock.now() + 10_000 });
});

test('interrupted by a stop, it says nothing about the vendor', async () => {
  const { run, abort, outages } = open({
    ask: async () => {
      abort.abort();
      throw new Error('cut off');
    },
    nextCheckAt: 0,
  });
  await expect(run()).rejects.toThrow(/abort/);
  expect(outages.until('con_1')).toBe(0);
});
