import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { ManualClock } from '../../shared/clock/manual-clock.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import { VendorAccess } from './vendor-access.ts';
import { VendorGate } from './vendor-gate.ts';

test('only the current leader calls a vendor', async () => {
  let leads = true;
  const sent: string[] = [];
  const access = new VendorAccess({
    connections: {
      findForVendor: async () => ({
        id: 'con_1',
        source: 'played',
        credentials: {},
        settings: {},
        enrich: false,
        facts: null,
      }),
    },
    sources: new SourceRegistry([{ name: 'played' } as AnySource]),
    gate: new VendorGate({
      clock: new ManualClock(),
      transport: async ({ url }) => {
        sent.push(url);
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
    }),
    leadership: { stillLeads: async () => leads },
  });
  const { signal } = new AbortController();
  const session = await access.open({ connectionId: 'con_1', purpose: 'poll', signal });
  const ask = (url: string) => session?.context.transport({ method: 'GET', url });

  await ask('first');
  leads = false;
  await expect(ask('second')).rejects.toMatchObject({ code: 'not_leading' });
  expect(sent).toEqual(['first']);
});
