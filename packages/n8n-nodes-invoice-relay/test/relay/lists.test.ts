import { expect, test } from 'vitest';

import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { playContext } from './contexts.ts';
import { PlayedRelay, problem, relayEvent } from './played-relay.ts';

const { loadOptions, listSearch } = new InvoiceRelay().methods;

function play(relay = new PlayedRelay()) {
  return { relay, ...playContext({ http: (request) => relay.request(request) }) };
}

test('connections and event types are loaded from the relay', async () => {
  const { context } = play();
  expect(await loadOptions.getConnections.call(context)).toEqual([
    { name: 'Shop (envoice)', value: 'con_1' },
    { name: 'Office (envoice)', value: 'con_2' },
  ]);
  const description = 'Something happened.';
  expect(await loadOptions.getSingleEventTypes.call(context)).toEqual([
    { name: 'Invoice Paid', value: 'invoice.paid', description },
    { name: 'Order Created', value: 'order.created', description },
  ]);
});

test('a dropdown has all connections, however many pages they are', async () => {
  const { context, relay } = play();
  relay.connections.push(
    ...Array.from({ length: 300 }, (_, index) => ({ id: `con_x${index}`, name: `X${index}` })),
  );
  expect(await loadOptions.getConnections.call(context)).toHaveLength(302);
});

test('lists to choose from come page by page, and are narrowed by what is typed', async () => {
  const { context, relay } = play();
  relay.events = Array.from({ length: 120 }, (_, index) => relayEvent(index + 1));
  const first = await listSearch.searchEvents.call(context);
  expect(first.results[0]).toEqual({
    name: '2026-11-20 10:00:00 invoice.paid INV-7',
    value: 'evt_120',
  });
  const second = await listSearch.searchEvents.call(context, '', String(first.paginationToken));
  expect(second.results.map(({ value }) => value).at(-1)).toBe('evt_1');
  expect(second).not.toHaveProperty('paginationToken');
  const typed = await listSearch.searchEvents.call(context, 'EVT_77');
  expect(typed.results).toHaveLength(1);
  const { results } = await listSearch.searchDeliveries.call(context);
  expect(results).toEqual([
    { name: '2026-11-20 10:00:00 invoice.paid INV-0001 (dead)', value: 'dlv_1' },
  ]);
  expect((await listSearch.searchConnections.call(context, 'shop')).results).toHaveLength(1);
  expect((await listSearch.searchSubscriptions.call(context)).results).toEqual([]);
});

test('what goes wrong is said as n8n shows it', async () => {
  const { context, relay } = play();
  relay.override = () => problem(403, 'scope_missing');
  const refused = { message: 'The API key may not do this', description: 'It is scope_missing.' };
  await expect(loadOptions.getConnections.call(context)).rejects.toMatchObject(refused);
  await expect(loadOptions.getSingleEventTypes.call(context)).rejects.toMatchObject(refused);
  await expect(listSearch.searchEvents.call(context)).rejects.toMatchObject(refused);
});
