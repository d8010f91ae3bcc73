import { pollUntilDone } from '@invoice-relay/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readRecord } from '../src/record/index.ts';
import { createTestHost } from './support/poll-host.ts';
import type { TestHost } from './support/poll-host.ts';
import { answer } from './support/played-site.ts';
import type { KeptInvoice } from './support/played-invoices.ts';

/** Something that happens at the site, to the relay, or between them. */
type Happening =
  | { readonly kind: 'add' | 'jump' | 'again' | 'poll' | 'requested' | 'restore' }
  | { readonly kind: 'edit' | 'press' | 'remove'; readonly which: number }
  | { readonly kind: 'crash' | 'trouble'; readonly at: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('add', 'again', 'requested') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('jump', 'restore') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('poll') }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('edit', 'press', 'remove'), which: fc.nat(40) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('crash', 'trouble'), at: fc.nat(12) }),
  },
) as fc.Arbitrary<Happening>;

/** What identifies an invoice, and what users see of it. */
const stateOf = ({ created, pay_status, description }: KeptInvoice): string =>
  JSON.stringify([Math.floor(created / 1000), pay_status, description]);
const createdOf = (state: string) => (JSON.parse(state) as [number])[0];

async function make(host: TestHost, one: Happening, backup: () => void): Promise<void> {
  const { site } = host;
  const ids = [...site.invoices.keys()].toSorted((a, b) => a - b);
  const pick = (which: number) => ids[which % Math.max(1, ids.length)];
  host.clock.advance(1000);
  switch (one.kind) {
    case 'add':
      return void site.add();
    case 'jump':
      return void site.add({ id: (ids.at(-1) ?? 0) + 1000 });
    case 'again': {
      // The newest is deleted, and another one gets its id.
      if (ids.length > 0) site.remove(ids.at(-1) ?? 0);
      return void site.add();
    }
    case 'restore':
      return backup();
    case 'edit':
    case 'press':
    case 'remove': {
      const id = pick(one.which);
      if (id === undefined) return;
      const isPaid = site.invoices.get(id)?.pay_status === 'paid';
      if (one.kind === 'edit') site.edit(id, { description: `Text ${host.clock.now()}` });
      if (one.kind === 'press') site.press(id, isPaid ? 'unpaid' : 'paid');
      if (one.kind === 'remove') site.remove(id);
      return;
    }
    case 'poll':
    case 'requested':
      await host.poll({ requested: one.kind === 'requested' });
      return;
    case 'crash': {
      // Some steps of a poll, and one more that is lost.
      await host.poll({ maxSteps: one.at }).catch(() => undefined);
      const { memory } = host;
      const lost = { ...memory, keep: () => undefined };
      await pollUntilDone({ ...host.connection, memory: lost, maxSteps: 1 }).catch(() => undefined);
      return;
    }
    case 'trouble': {
      let requests = 0;
      site.trouble = () => {
        requests += 1;
        return requests > one.at ? answer(502, '<html>Bad gateway</html>') : undefined;
      };
      await host.poll().catch(() => undefined);
      site.trouble = null;
    }
  }
}

test('whatever happens, the reported changes add up to the state of the site', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(25),
      fc.constantFrom('now', 'beginning'),
      fc.array(happening, { maxLength: 40 }),
      async (count, startFrom, happenings) => {
        const host = createTestHost({ startFrom, settings: { pageSize: 10 } });
        const { site } = host;
        for (let index = 0; index < count; index += 1) {
          host.clock.advance(1000);
          site.add();
        }
        const before = new Map([...site.invoices].map(([id, one]) => [id, stateOf(one)]));
        const backup = site.backup();
        await host.poll();
        for (const one of happenings) await make(host, one, backup);
        for (let polls = 0; polls < 3; polls += 1) await host.poll({ requested: true });

        const known = startFrom === 'now' ? before : new Map<number, string>();
        for (const { raw } of host.memory.activities) {
          const { id, change, source } = readRecord(raw);
          const had = known.get(Number(id));
          // A new invoice was not known before; a changed or deleted one was.
          expect([id, change, had === undefined]).toEqual([id, change, change === 'new']);
          if (change === 'deleted') {
            known.delete(Number(id));
            continue;
          }
          const now = stateOfSource(source ?? '');
          expect([id, createdOf(had ?? now)]).toEqual([id, createdOf(now)]);
          known.set(Number(id), now);
        }
        const there = new Map([...site.invoices].map(([id, one]) => [id, stateOf(one)]));
        const inOrder = (states: ReadonlyMap<number, string>) =>
          [...states].toSorted(([a], [b]) => a - b);
        expect(inOrder(known)).toEqual(inOrder(there));
        expect(await host.poll()).toEqual([]);
        expect(host.steps.at(-1)?.unreadable).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

function stateOfSource(source: string): string {
  const { created, pay_status, description } = JSON.parse(source) as Record<string, string>;
  return JSON.stringify([Date.parse(`${created}Z`) / 1000, pay_status, description]);
}
