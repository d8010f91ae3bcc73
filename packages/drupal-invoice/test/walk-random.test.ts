import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { down, notFound, serverError } from './support/fake-site.ts';
import { createHost, day, hour, minute } from './support/host.ts';
import type { Host } from './support/host.ts';
import { createModel } from './support/model.ts';

/** What can happen to a site, and to the relay that watches it. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('change' as const, 'pay' as const, 'unpay' as const, 'break' as const),
      which: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      which: fc.nat(),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('backup' as const, 'restore' as const, 'mend' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('skip ids' as const),
      count: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('come late' as const),
      count: fc.integer({ min: 1, max: 7 }),
      polls: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('trouble' as const),
      which: fc.constantFrom(down, notFound, serverError),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'poll' as const,
        'crash' as const,
        'step' as const,
        'requested poll' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      time: fc.constantFrom(minute, hour, day),
    }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

test.for(['none', 'etag', 'date'] as const)(
  'whatever happens in whatever order, everything due is told exactly once (validators: %s)',
  // Some hundred thousand requests, in memory.
  { timeout: 120_000 },
  async (validators) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('now', 'beginning', '4'),
        fc.integer({ min: 1, max: 40 }),
        fc.array(happening, { maxLength: 60 }),
        async (startFrom, before, happenings) => {
          const host = createHost({ startFrom });
          host.site.validators = validators;
          for (let count = 0; count < before; count += 1) host.site.add();
          const model = createModel(host);
          await host.poll();
          for (const one of happenings) await happen(host, model, one);
          await calmDown(host);
          expect(model.wrong()).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  },
);

async function happen(host: Host, model: ReturnType<typeof createModel>, one: Happening) {
  const { site } = host;
  const ids = [...site.invoices.keys()];
  const pick = (which: number) => ids[which % ids.length];
  switch (one.kind) {
    case 'add':
      for (let count = 0; count < one.count; count += 1) site.add();
      return;
    case 'skip ids':
      // Further out than the close probes reach, it would take a day to find the next one.
      if (site.nextId - Math.max(...ids) < 15) site.nextId += one.count;
      return;
    case 'come late': {
      const fill = Array.from({ length: one.count }, () => site.reserve());
      site.add();
      for (let polls = 0; polls < one.polls; polls += 1) await host.poll().catch(() => {});
      for (const come of fill.toReversed()) come();
      return;
    }
    case 'change':
    case 'pay':
    case 'unpay':
    case 'break': {
      const id = pick(one.which);
      if (id === undefined) return;
      if (one.kind === 'break') site.broken.set(id, serverError);
      if (one.kind === 'change') site.change(id, { description: `Change ${model.tick()}` });
      if (one.kind === 'pay') site.change(id, { pay_status: 'paid' });
      if (one.kind === 'unpay') site.change(id, { pay_status: 'unpaid' });
      return;
    }
    case 'remove': {
      // One invoice always stays: a site with none left is another story.
      const start = one.which % Math.max(1, ids.length);
      site.remove(...ids.slice(Math.max(1, start), start + one.count));
      return;
    }
    case 'backup':
      model.restore = site.backup();
      return;
    case 'restore':
      model.restore?.();
      // The relay has to see that they are gone, to know those that come next under their ids.
      site.trouble = null;
      site.broken.clear();
      await host.pass(minute);
      return;
    case 'mend':
      site.broken.clear();
      return;
    case 'trouble':
      site.trouble = one.which;
      await host.poll().catch(() => {});
      site.trouble = null;
      return;
    case 'crash':
      await host.step({ crash: true }).catch(() => {});
      return;
    case 'step':
      await host.step().catch(() => {});
      return;
    case 'wait':
      host.clock.advance(one.time);
      return;
    default:
      host.requested = one.kind === 'requested poll';
      await host.poll().catch(() => {});
      host.requested = false;
  }
}

/** Everything is well, and time passes until all has been looked at. */
async function calmDown(host: Host): Promise<void> {
  host.site.broken.clear();
  host.site.trouble = null;
  for (let polls = 0; polls < 90; polls += 1) {
    host.clock.advance(polls < 50 ? 2 * hour : day);
    await host.poll();
  }
}
