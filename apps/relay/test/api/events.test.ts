import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Sql } from '../../src/database/sql/sql.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

const url = '/v1/events';

const happened = [
  { type: 'invoice.created', timestamp: '2026-11-20T08:00:00Z' },
  { type: 'invoice.paid', timestamp: '2026-11-20T09:00:00.1234567Z' },
  {
    type: 'order.created',
    timestamp: '2026-11-20T09:30:00Z',
    subject: { kind: 'order', id: '3971', number: null },
  },
  { type: 'payment.received', timestamp: '2026-11-20T10:00:00Z' },
  { type: 'activity.unknown', timestamp: '2026-11-20T11:00:00+00:00', subject: null },
] as const;

/** A relay with the five events of `happened`. */
async function openLog(): Promise<
  Resources & { readonly connectionId: string; readonly eventIds: readonly string[] }
> {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const eventIds = await relay.append({ connectionId, events: happened });
  return Object.assign(relay, { connectionId, eventIds });
}

interface Shown {
  readonly type: string;
  readonly data: { readonly id: string };
}

async function list(
  relay: Resources,
  query: string,
): Promise<{ data: Shown[]; next: string | null }> {
  return (await relay.call({ url: `${url}?${query}`, key: relay.keys.read })).json;
}

async function types(relay: Resources, query: string): Promise<string[]> {
  return (await list(relay, query)).data.map(({ type }) => type);
}

describe('filters', () => {
  let relay: Resources;
  beforeAll(async () => {
    relay = await openLog();
  });
  afterAll(() => relay[Symbol.asyncDispose]());

  test.each([
    ['type=invoice.*', ['invoice.created', 'invoice.paid']],
    ['type=invoice.paid,order.*', ['invoice.paid', 'order.created']],
    ['type=invoice.paid&type=order.*', ['invoice.paid', 'order.created']],
    ['type=*', happened.map(({ type }) => type)],
    ['subjectKind=order', ['order.created']],
    ['subjectId=3971', ['invoice.created', 'invoice.paid', 'order.created', 'payment.received']],
    ['subjectKind=invoice&subjectId=3971&type=payment.*', ['payment.received']],
    ['subjectId=1', []],
    ['connectionId=con_1', []],
    ['from=2026-11-20T10:00:00Z', ['payment.received', 'activity.unknown']],
    ['to=2026-11-20T10:00:00Z', ['invoice.created', 'invoice.paid', 'order.created']],
    ['from=2026-11-20T11:00:00%2B02:00&to=2026-11-20T09:30:00Z', ['invoice.paid']],
    ['from=2026-11-21', []],
    ['order=desc&limit=2', ['activity.unknown', 'payment.received']],
  ])('%s', async (query, expected) => {
    expect(await types(relay, query)).toEqual(expected);
  });

  test.each([
    ['type=invoice.payd', 'type.0'],
    ['subjectKind=planet', 'subjectKind'],
    ['from=yesterday', 'from'],
    ['from=2026-02-30', 'from'],
    ['to=2026-11-31T10:00:00Z', 'to'],
    ['from=2026-11-20T10:00:00+01:00', 'from'],
    ['order=sideways', 'order'],
    ['after=xyz', 'after'],
    ['after=evt_00000000000000000000000000000000', 'after'],
    ['color=red', 'color'],
  ])('refuses %s', async (query, path) => {
    const answer = await relay.call({ url: `${url}?${query}` });

    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].path).toBe(path);
  });
});

describe('the list', () => {
  test('of one connection', async () => {
    await using relay = await openLog();
    const { id: other } = await relay.connect({ name: 'Bakery' });
    const [eventId] = await relay.append({ connectionId: other, events: [{}] });

    const { data } = await list(relay, `connectionId=${other}`);

    expect(data.map((event) => event.data.id)).toEqual([eventId]);
    expect(await types(relay, `connectionId=${relay.connectionId}`)).toHaveLength(5);
  });

  test.each(['asc', 'desc'])('is paginated while the log grows, %s', async (order) => {
    await using relay = await openLog();
    const { connectionId, eventIds } = relay;
    const seen: string[] = [];
    let after = '';
    for (let page = 0; ; page += 1) {
      const { data, next } = await list(relay, `order=${order}&limit=2${after}`);
      seen.push(...data.map((event) => event.data.id));
      if (next === null) break;
      after = `&after=${next}`;
      // Older by its timestamp, but the newest in the log.
      if (page === 0) {
        await relay.append({ connectionId, events: [{ timestamp: '2020-01-01T00:00:00Z' }] });
      }
    }

    expect(seen.slice(0, 5)).toEqual(order === 'asc' ? eventIds : eventIds.toReversed());
    expect(seen).toHaveLength(order === 'asc' ? 6 : 5);
  });
});

describe('large events', () => {
  const large = 1_500_000;
  let relay: Awaited<ReturnType<typeof openLog>>;
  beforeAll(async () => {
    relay = await openLog();
    await relay.append({
      connectionId: relay.connectionId,
      events: Array.from({ length: 5 }, (_, index) => ({
        // With three bytes each in UTF-8.
        attributes: { note: '€'.repeat(large / 3), index },
      })),
    });
  });
  afterAll(() => relay[Symbol.asyncDispose]());

  test.each([
    ['in log order', 'order=asc', [7, 2, 1], 5],
    ['newest first', 'order=desc', [2, 2, 6], 5],
    ['of a subject', 'subjectId=3971', [6, 2, 1], 4],
    ['of a type', 'type=invoice.*', [4, 2, 1], 2],
    ['that a search finds', 'search=0001', [5, 2, 1], 3],
  ])('make pages short, %s: nothing is missing, and nothing comes twice', async (...given) => {
    const [, query, expected, small] = given;
    const pages: number[] = [];
    const seen: string[] = [];
    for (let after = ''; ;) {
      const answer = await relay.call({ url: `${url}?limit=200&${query}${after}` });
      expect(Buffer.byteLength(answer.text)).toBeLessThan(4 * 1024 * 1024 + 1_000);
      pages.push(answer.json.data.length);
      seen.push(...answer.json.data.map((event: Shown) => event.data.id));
      if (answer.json.next === null) break;
      after = `&after=${answer.json.next}`;
    }
    expect(pages).toEqual(expected);
    expect(new Set(seen).size).toBe(small + 5);
    expect(seen).toHaveLength(small + 5);
  });

  test('are read once they are shown: of a longer list, only their sizes are', async () => {
    const { read } = relay.database;
    const bodies: number[] = [];
    relay.database.read = (work) =>
      read.call(relay.database, (tx) => {
        const all = async (statement: Sql) => {
          const rows = await tx.all<{ body?: string }>(statement);
          bodies.push(...rows.flatMap(({ body }) => (body === undefined ? [] : [body.length])));
          return rows;
        };
        const noting = new Proxy(tx, {
          get(target, name) {
            if (name === 'all') return all;
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
        return work(noting);
      }) as never;
    try {
      await relay.call({ url: `${url}?order=desc` });
    } finally {
      relay.database.read = read;
    }
    expect(bodies).toHaveLength(2);
  });
});

describe('with the id of the last event seen', () => {
  test('returns what comes after it, whatever its timestamp, without repeats', async () => {
    await using relay = await openLog();
    const { connectionId, eventIds } = relay;
    const [, , , beforeLast, last] = eventIds;
    const after = async (id: string | undefined, query = '') =>
      (await list(relay, `after=${id}${query}`)).data.map((event) => event.data.id);
    expect(await after(beforeLast)).toEqual([last]);
    expect(await after(last)).toEqual([]);

    const [late] = await relay.append({
      connectionId,
      events: [{ timestamp: '2020-01-01T00:00:00Z' }],
    });
    expect(await after(last)).toEqual([late]);
    expect(await after(eventIds[1], '&order=desc')).toEqual([eventIds[0]]);
    expect(await after(eventIds[0], '&type=payment.*')).toEqual([beforeLast]);
  });
});

describe('a single event', () => {
  test('is the body that a subscriber gets, byte for byte, as in the list', async () => {
    await using relay = await openLog();
    const bodies = await relay.database.read((transaction) =>
      transaction.query<{ body: string }[]>('SELECT "body" FROM "events" ORDER BY "seq"'),
    );

    const answer = await relay.call({ url: `${url}/${relay.eventIds[1]}`, key: relay.keys.read });
    const page = await relay.call({ url });

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.text).toBe(bodies[1]?.body);
    expect(page.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(page.text).toBe(`{"data":[${bodies.map(({ body }) => body).join(',')}],"next":null}`);
  });

  test('stays readable when its connection is deleted', async () => {
    await using relay = await openLog();
    await relay.call({ method: 'DELETE', url: `/v1/connections/${relay.connectionId}` });

    expect(await relay.call({ url: `${url}/${relay.eventIds[0]}` })).toMatchObject({ status: 200 });
  });

  test.each(['', '/activity'])('%s returns 404 for an unknown id', async (path) => {
    await using relay = await openResources();

    const answer = await relay.call({ url: `${url}/evt_1${path}` });

    expect(answer.status).toBe(404);
    expect(answer.json.code).toBe('event_not_found');
  });
});

describe('its activity', () => {
  test.each([
    ['JSON', Buffer.from('{"Id" : 1.10, "Message":"caf\u00e9"}\n'), 'application/json'],
    ['not JSON', Buffer.from([0, 255, 60, 115]), 'application/octet-stream'],
  ])('is returned byte for byte: %s', async (_, raw, mediaType) => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id: other } = await relay.connect();
    // Each vendor numbers its own activities: both have the same id.
    await relay.append({ connectionId: other, events: [{}] });
    const [eventId] = await relay.append({ connectionId, events: [{}], raw });

    const answer = await relay.app.inject({
      url: `${url}/${eventId}/activity`,
      headers: { authorization: `Bearer ${relay.keys.read}` },
    });

    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(raw)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(raw.length),
      'content-disposition': `attachment; filename="${eventId}.activity"`,
      'x-content-type-options': 'nosniff',
    });
  });
});
