import { expect, test } from 'vitest';

import { inZapier } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import { connectionList } from './connection-list.ts';

const connection = (id: string, source: string) => ({
  id,
  name: `Name of ${id}`,
  source,
  settings: {},
  ingestUrl: 'https://relay.example.com/hooks/token',
  verification: { mode: 'signature', state: 'pending', scheme: null },
  enrich: false,
  poll: null,
  createdAt: '2026-01-31T09:00:00Z',
  updatedAt: '2026-01-31T09:00:00Z',
});

test('lists the source’s connections from all pages', async () => {
  await using server = await startServer(({ url }) => ({
    body: url.includes('after=two')
      ? { data: [connection('con_3', 'envoice')], next: null }
      : {
          data: [connection('con_1', 'envoice'), connection('con_2', 'drupal-invoice')],
          next: 'two',
        },
  }));
  const perform: unknown = Reflect.get(connectionList({ source: 'envoice' }).operation, 'perform');
  const authData = { relayUrl: server.url, relayKey: 'irk_key' };
  expect(await inZapier(perform as never, { bundle: { authData } })).toEqual([
    { id: 'con_1', name: 'Name of con_1' },
    { id: 'con_3', name: 'Name of con_3' },
  ]);
});
