import { expect, test } from 'vitest';

import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { playContext } from './contexts.ts';
import { deliveryView, PlayedRelay, problem, relayEvent } from './played-relay.ts';

const { loadOptions, listSearch } = new InvoiceRelay().methods;

const subscription = {
  eventTypes: ['*'],
  connectionIds: null,
  ordering: 'subject',
  status: 'active',
  secret: 'whsec_x',
};

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

/** Number of entries that fill n8n's list, so that it can be scrolled and requests more. */
const maxShown = 7;

test.each([
  'searchConnections',
  'searchSubscriptions',
  'searchEvents',
  'searchDeliveries',
] as const)(
  '%s finds what stands on any page, in the one answer that n8n asks for',
  async (list) => {
    const { context, relay } = play();
    const indexes = Array.from({ length: 300 }, (_, index) => index);
    relay.connections.push(...indexes.map((index) => ({ id: `con_x${index}`, name: `X${index}` })));
    const url = 'https://example.com';
    for (const index of indexes) {
      const id = `sub_x${index}`;
      relay.subscriptions.set(id, { ...subscription, id, url, description: `X${index}` });
    }
    relay.events = indexes.map((index) => ({
      ...relayEvent(index),
      data: {
        ...relayEvent(index).data,
        subject: { kind: 'invoice', id: `X${index}`, number: null },
      },
    }));
    relay.deliveries = indexes.map((index) => ({
      ...deliveryView(`dlv_${index}`),
      subject: { kind: 'invoice', id: `X${index}`, number: `X${index}` },
    }));
    for (const typed of ['x0', 'x150', 'x299']) {
      const { results } = await listSearch[list].call(context, typed);
      expect(results.map(({ name }) => name.toLowerCase()).join()).toContain(typed);
    }
    // Some match on the first page, others on the last: if n8n cannot scroll, it never asks for
    // more.
    const { results, paginationToken } = await listSearch[list].call(context, 'x29');
    expect(paginationToken === undefined || results.length > maxShown).toBe(true);
    expect((await listSearch[list].call(context, 'nobody')).results).toEqual([]);
  },
);

test('pages of large events, which are short, fill the list all the same', async () => {
  const { context, relay } = play();
  relay.events = Array.from({ length: 30 }, (_, index) => relayEvent(index));
  relay.largestPage = 3;
  const first = await listSearch.searchEvents.call(context);
  expect(first.results.length).toBeGreaterThan(maxShown);
  const second = await listSearch.searchEvents.call(context, '', String(first.paginationToken));
  expect([...first.results, ...second.results]).toHaveLength(30);
  expect((await listSearch.searchEvents.call(context, 'evt_1')).results).toHaveLength(11);
});

test('events and deliveries are found by what is not shown of them', async () => {
  const { context, relay } = play();
  relay.events = Array.from({ length: 5000 }, (_, index) =>
    relayEvent(index, index === 3 ? { type: 'order.created' } : {}),
  );
  relay.customers.set('evt_7', 'Bakery');
  relay.deliveries = [
    ...Array.from({ length: 3000 }, (_, index) => deliveryView(`dlv_${index}`)),
    { ...deliveryView('dlv_4000', 'evt_7'), status: 'pending' },
  ];
  const found = async (list: 'searchEvents' | 'searchDeliveries', typed: string) =>
    (await listSearch[list].call(context, typed)).results.map(({ value }) => value);
  expect(await found('searchEvents', 'Bakery')).toEqual(['evt_7']);
  expect(await found('searchEvents', 'evt_7')).toContain('evt_7');
  expect(await found('searchEvents', 'order.cre')).toEqual(['evt_3']);
  expect(await found('searchDeliveries', 'Bakery')).toEqual(['dlv_4000']);
  expect(await found('searchDeliveries', 'dlv_4000')).toContain('dlv_4000');
  expect(await found('searchDeliveries', 'pending')).toEqual(['dlv_4000']);
  expect(await found('searchDeliveries', 'dlv_9999')).toEqual([]);
});

test('a search that finds much goes on where it stopped', async () => {
  const { context, relay } = play();
  relay.connections.push(
    ...Array.from({ length: 300 }, (_, index) => ({ id: `con_x${index}`, name: `X${index}` })),
  );
  const found = new Set<unknown>();
  let token: unknown;
  do {
    const answer = await listSearch.searchConnections.call(
      context,
      'x',
      token === undefined ? token : String(token),
    );
    for (const { value } of answer.results) found.add(value);
    token = answer.paginationToken;
  } while (token !== undefined);
  expect(found.size).toBe(300);
});

test('what goes wrong is said as n8n shows it', async () => {
  const { context, relay } = play();
  relay.override = () => problem(403, 'scope_missing');
  const refused = { message: 'The API key may not do this', description: 'It is scope_missing.' };
  await expect(loadOptions.getConnections.call(context)).rejects.toMatchObject(refused);
  await expect(loadOptions.getSingleEventTypes.call(context)).rejects.toMatchObject(refused);
  await expect(listSearch.searchEvents.call(context)).rejects.toMatchObject(refused);
});
