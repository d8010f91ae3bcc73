import { expect, test, vi } from 'vitest';

import { createLogger } from '../../operations/logger.ts';
import { ManualClock } from '../../shared/clock/manual-clock.ts';
import { Wake } from '../../pipeline/lanes/wake.ts';
import { Confirmer } from './confirmer.ts';
import { defaultLimits } from './limits.ts';
import { Outages } from './outages.ts';

type Ask = (connectionId: string) => Promise<boolean>;

function open(options: { readonly ask: Ask; readonly dueAt?: () => Record<string, number> }) {
  const clock = new ManualClock();
  const outages = new Outages();
  const wake = new Wake();
  const asked: string[] = [];
  const due = options.dueAt ?? (() => ({ con_1: 0, con_2: 0 }));
  const confirmer = new Confirmer({
    clock,
    outages,
    wake,
    limits: defaultLimits,
    logger: createLogger({ level: 'silent' }),
    asker: {
      ask({ connectionId }) {
        asked.push(connectionId);
        return options.ask(connectionId);
      },
    },
    store: {
      connectionsThatWait: async () =>
        Object.entries(due()).map(([connectionId, dueAt]) => ({ connectionId, dueAt })),
      purge: async () => {},
    },
  });
  return { clock, outages, wake, asked, confirmer };
}

/** Waits until it is so, moving a manual clock often enough. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 1 });

/** Stops, and lets the grace pass. */
async function stopWithin(options: Pick<ReturnType<typeof open>, 'confirmer' | 'clock'>) {
  const stopped = vi.fn<() => void>();
  const stop = options.confirmer.stop({ graceMs: 1_000 }).finally(stopped);
  await until(() => {
    options.clock.advance(1_000);
    expect(stopped).toHaveBeenCalled();
  });
  await stop;
}

const never = new Promise<boolean>(() => {});

test('a vendor that is slow holds up no other', async () => {
  let left = 3;
  const { confirmer, asked, clock } = open({
    async ask(connectionId) {
      if (connectionId === 'con_1') return never;
      left -= 1;
      return false;
    },
    dueAt: () => (left > 0 ? { con_1: 0, con_2: 0 } : { con_1: 0 }),
  });
  confirmer.start();
  await until(() => expect(asked.toSorted()).toEqual(['con_1', 'con_2', 'con_2', 'con_2']));
  await stopWithin({ confirmer, clock });
});

test('asks on as long as it is told to', async () => {
  let left = 3;
  const { confirmer, asked } = open({
    ask: async () => {
      left -= 1;
      return left > 0;
    },
    dueAt: () => (left > 0 ? { con_1: 0 } : {}),
  });
  confirmer.start();
  await until(() => expect(asked).toHaveLength(3));
  await confirmer.stop({ graceMs: 1_000 });
});

test('looks again when the next is due, and leaves a vendor alone that is out', async () => {
  const begin = new ManualClock().now();
  const { confirmer, asked, clock, outages, wake } = open({
    ask: async (connectionId) => {
      const error = { code: 'vendor_failed', retryAfterMs: null } as const;
      outages.note({ connectionId, error, now: clock.now() });
      return false;
    },
    dueAt: () => ({ con_1: begin, con_2: begin + 2_000 }),
  });
  confirmer.start();
  await until(() => expect(asked).toEqual(['con_1']));
  wake.wake();
  // Timers are set once what runs has ended, which takes no time on this clock.
  await until(() => {
    clock.advance(100);
    expect(asked).toEqual(['con_1', 'con_2']);
  });
  expect(clock.now() - begin).toBeGreaterThanOrEqual(2_000);
  expect(clock.now() - begin).toBeLessThan(5_000);
  await until(() => {
    clock.advance(100);
    expect(asked.slice(0, 3)).toEqual(['con_1', 'con_2', 'con_1']);
  });
  expect(clock.now() - begin).toBeGreaterThanOrEqual(5_000);
  await confirmer.stop({ graceMs: 1_000 });
});

test('a failure of its own is no end', async () => {
  let failures = 0;
  const { confirmer, asked, clock } = open({
    ask: async () => {
      throw new Error('a plugin at fault');
    },
    dueAt: () => {
      failures += 1;
      if (failures === 1) throw new Error('disk I/O error');
      return { con_1: 0 };
    },
  });
  confirmer.start();
  await until(() => {
    clock.advance(100);
    expect(asked).toHaveLength(2);
  });
  await confirmer.stop({ graceMs: 1_000 });
});

test('a stop does not wait for ever for a source that cannot be cut off', async () => {
  const { confirmer, asked, clock } = open({ ask: () => never });
  confirmer.start();
  await until(() => expect(asked).toHaveLength(2));
  await stopWithin({ confirmer, clock });
});
