import type { EventDocument } from '@invoice-relay/core/events';
import type { Invoice } from '@invoice-relay/core/models';
import type { AnySource } from '@invoice-relay/core/source';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playSource } from '../support/played-source.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';

interface Happening {
  readonly invoice: string;
  readonly number?: string;
  readonly type?: 'invoice.created' | 'invoice.paid';
  /** For sources whose activity carries the document itself. */
  readonly customer?: string;
  readonly email?: string;
}

function documentOf({ invoice, number = '', customer, email }: Happening): EventDocument {
  const contact = { name: null, telephone: null, electronicMail: email ?? null };
  return {
    kind: 'invoice',
    // Only what a search looks at.
    invoice: {
      id: invoice,
      number,
      buyer: { name: customer ?? null, contact },
    } as unknown as Invoice,
  };
}

/** A vendor whose webhooks state what happened in our own vocabulary. */
function source(enrich?: NonNullable<AnySource['enrich']>): AnySource {
  return {
    ...playSource().source,
    normalize({ id, raw, seenAt }) {
      const happened = JSON.parse(new TextDecoder().decode(raw)) as Happening;
      const { invoice, number = null, type = 'invoice.paid', customer, email } = happened;
      return [
        {
          type,
          timestamp: seenAt,
          subject: { kind: 'invoice', id: invoice, number },
          attributes: {},
          activity: { id, type, message: null, link: null, createdAt: null },
          ...((customer ?? email) === undefined ? {} : { document: documentOf(happened) }),
        },
      ];
    },
    ...(enrich === undefined ? {} : { enrich }),
  };
}

type Shop = TestRelay & {
  readonly connectionId: string;
  happens(happened: Happening): Promise<void>;
  /** Ids of the invoices a search finds, in response order. */
  finds(search: string, query?: string): Promise<string[]>;
};

async function openShop(enrich?: NonNullable<AnySource['enrich']>): Promise<Shop> {
  const relay = await startTestRelay({ sources: new SourceRegistry([source(enrich)]) });
  const { id: connectionId, ingestUrl } = await relay.connect({
    source: 'played',
    credentials: {},
    verification: undefined,
    enrich: enrich !== undefined,
  });
  let activities = 0;
  return Object.assign(relay, {
    connectionId,
    async happens(happened: Happening) {
      activities += 1;
      const answer = await relay.post(ingestUrl, JSON.stringify({ id: activities, ...happened }));
      expect(answer.status).toBe(200);
      await until(async () => {
        const { data } = (await relay.call('GET', '/v1/events?limit=200')).body;
        expect(data).toHaveLength(activities);
      });
    },
    async finds(search: string, query = '') {
      const path = `/v1/events?search=${encodeURIComponent(search)}${query}`;
      const { status, body } = await relay.call('GET', path);
      expect([search, status, body.detail]).toEqual([search, 200, undefined]);
      return body.data.map(({ data }: { data: { subject: { id: string } } }) => data.subject.id);
    },
  });
}

describe('a search', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await shop.happens({ invoice: '3971', number: 'INV-7', type: 'invoice.created' });
    await shop.happens({ invoice: '3972', number: 'INV-0071', customer: 'Café Noordzee B.V.' });
    await shop.happens({ invoice: '3973', number: 'F2026/12', customer: '100% _Zuid_ "BV"' });
    await shop.happens({ invoice: 'in_9', number: '💩', customer: 'مؤسسة النور' });
    await shop.happens({ invoice: '71', customer: 'Zuid', email: 'accounts@noordzee.example' });
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  test.each([
    ['INV-7', ['3971', '3972']],
    ['inv 7', ['3971', '3972']],
    ['INV-0071', ['3972']],
    ['inv', ['3971', '3972']],
    ['  cafe noord ', ['3972']],
    ['noordzee', ['3972']],
    ['zuid', ['3973', '71']],
    ['f 2026 12', ['3973']],
    ['النور', ['in_9']],
    ['accounts@noord', ['71']],
    // A number that starts with it, and the id of another.
    ['71', ['71']],
    ['3972', ['3972']],
    ['in_9', ['in_9']],
    // Ids match only as a whole.
    ['397', []],
    ['nobody', []],
    ['oordzee', []],
  ])('%s', async (search, expected) => {
    expect(await shop.finds(search)).toEqual(expected);
  });

  test.each(['%', '_', '%inv%', "' OR 1=1 --", '"', '\\', '💩', '\u202Efoo', '\uFFFD', '*'])(
    'accepts %j literally',
    async (search) => {
      expect(await shop.finds(search)).toEqual(search === '%inv%' ? ['3971', '3972'] : []);
    },
  );

  test.each(['', '   ', 'x'.repeat(201), 'a\0b', 'a\nb'])('refuses %j', async (search) => {
    const path = `/v1/events?search=${encodeURIComponent(search)}`;
    const { status, body } = await shop.call('GET', path);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { path: 'search', message: expect.stringContaining('must be 1 to 200 characters') },
    ]);
  });

  test('combined with the other filters', async () => {
    expect(await shop.finds('inv', '&type=invoice.created')).toEqual(['3971']);
    expect(await shop.finds('inv', '&type=order.*')).toEqual([]);
    expect(await shop.finds('inv', `&connectionId=${shop.connectionId}`)).toHaveLength(2);
    expect(await shop.finds('inv', '&connectionId=con_none')).toEqual([]);
    expect(await shop.finds('inv', '&subjectId=3972')).toEqual(['3972']);
    expect(await shop.finds('3972', '&subjectId=3972')).toEqual(['3972']);
    expect(await shop.finds('3972', '&subjectId=3971')).toEqual([]);
    expect(await shop.finds('inv', '&subjectKind=order')).toEqual([]);
    expect(await shop.finds('3972', '&subjectKind=order')).toEqual([]);
    expect(await shop.finds('inv', '&from=2000-01-01')).toHaveLength(2);
    expect(await shop.finds('inv', '&to=2000-01-01')).toEqual([]);
  });

  test('in pages, in both directions', async () => {
    expect(await shop.finds('inv', '&order=desc')).toEqual(['3972', '3971']);
    for (const [order, expected] of [
      ['asc', ['3971', '3972']],
      ['desc', ['3972', '3971']],
    ] as const) {
      const first = await shop.call('GET', `/v1/events?search=inv&limit=1&order=${order}`);
      const after = `&limit=1&order=${order}&after=${first.body.next}`;
      expect(first.body.data[0].data.subject.id).toBe(expected[0]);
      expect(await shop.finds('inv', after)).toEqual([expected[1]]);
    }
  });

  test('by the id of the event', async () => {
    const { body } = await shop.call('GET', '/v1/events?search=in_9');
    expect(await shop.finds(body.data[0].data.id)).toEqual(['in_9']);
  });
});

test('an event is found by its customer once its document is there', async () => {
  await using shop = await openShop(async ({ id }) =>
    documentOf({ invoice: id, number: `INV-${id}`, customer: 'Noordzee' }),
  );
  await shop.happens({ invoice: '7', number: 'INV-7' });
  expect(await shop.finds('noordzee')).toEqual([]);
  shop.clock.pass(300);
  await until(async () => expect(await shop.finds('noordzee')).toEqual(['7']));
  expect(await shop.finds('inv-7')).toEqual(['7']);
});

test('events held by a connection are found once they are in the log', async () => {
  await using shop = await openShop();
  await shop.call('PATCH', `/v1/connections/${shop.connectionId}`, { holdSeconds: 5 });
  const held = shop.happens({ invoice: '7', number: 'INV-7', customer: 'Noordzee' });
  await until(async () => expect(await shop.rows('SELECT 1 FROM "held_events"')).toHaveLength(1));
  shop.clock.pass(6_000);
  await held;
  expect(await shop.finds('noordzee')).toEqual(['7']);
});

test('an erased event is found by its id alone, and none of its terms remain', async () => {
  await using shop = await openShop();
  await shop.happens({ invoice: '7', number: 'INV-7', customer: 'Erika Mustermann' });
  await shop.happens({ invoice: '8', number: 'INV-8', customer: 'Erika Mustermann' });
  const erased = await shop.call('DELETE', `/v1/subjects/${shop.connectionId}/invoice/7`);
  expect(erased.status).toBe(200);
  expect(await shop.finds('mustermann')).toEqual(['8']);
  expect(await shop.finds('inv-7')).toEqual([]);
  expect(await shop.finds('7')).toEqual(['7']);
  expect(await shop.rows('SELECT DISTINCT "seq" FROM "event_terms"')).toHaveLength(1);
  expect(await shop.rows('SELECT 1 FROM "events" WHERE "search_terms" IS NOT NULL')).toHaveLength(
    1,
  );
});
