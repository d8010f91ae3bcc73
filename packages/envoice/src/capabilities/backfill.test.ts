import { VendorError } from '@invoice-relay/core/errors';
import type { JsonObject } from '@invoice-relay/core/events';
import type { BackfillStep, Transport } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import { acceptedEstimation, paidInvoice, shippedOrder } from '../../test/support/documents.ts';
import { playAccount } from '../../test/support/played-account.ts';
import type { PlayedAccount } from '../../test/support/played-account.ts';
import { connect, webhookActivity } from '../../test/support/source-calls.ts';

const listed = (id: number, Type = 'Viewed') => ({
  Id: id,
  Type,
  Message: `Activity ${id}`,
  Link: null,
});
const invoice = (Id: number, ...ids: readonly number[]) => ({
  Id,
  Number: `INV-${Id}`,
  Activities: ids.map((id) => listed(id)),
});
const estimation = (Id: number, ...ids: readonly number[]) => ({
  Id,
  Number: `EST-${Id}`,
  Activities: ids.map((id) => listed(id, 'EstimationViewed')),
});

/** Newest first, as a list of invoices is likely to be. */
const account = (): PlayedAccount => ({
  invoices: [invoice(30, 9, 8), invoice(20), invoice(10, 3, 1)],
  estimations: [estimation(5, 2), estimation(4, 7)],
  orders: [shippedOrder],
});

async function walk(
  transport: Transport,
  { cursor = null, limit = Infinity }: { cursor?: JsonObject | null; limit?: number } = {},
): Promise<BackfillStep[]> {
  const steps: BackfillStep[] = [];
  for await (const step of connect(transport).backfill({ cursor })) {
    steps.push(step);
    if (steps.length >= limit) break;
  }
  return steps;
}

const ids = (steps: readonly BackfillStep[]) =>
  steps.flatMap(({ activities }) => activities.map(({ id }) => Number(id)));

test('every document in turn, by ascending id, with the progress', async () => {
  const { transport, requests } = playAccount(account());
  const steps = await walk(transport);
  expect(
    steps.map(({ done, total, activities }) => [done, total, activities.map(({ id }) => id)]),
  ).toEqual([
    [1, 5, ['1', '3']],
    [2, 5, []],
    [3, 5, ['8', '9']],
    [4, 5, ['7']],
    [5, 5, ['2']],
  ]);
  expect(requests).toEqual([
    '/api/invoice/all?queryOptions.page=1&queryOptions.pageSize=100',
    '/api/estimation/all?queryOptions.page=1&queryOptions.pageSize=100',
    '/api/invoice/details?id=10',
    '/api/invoice/details?id=20',
    '/api/invoice/details?id=30',
    '/api/estimation/details?id=4',
    '/api/estimation/details?id=5',
  ]);
});

test('an account without documents has nothing to walk', async () => {
  expect(await walk(playAccount({ invoices: [], estimations: [], orders: [] }).transport)).toEqual(
    [],
  );
});

test('each activity is the one that the webhook delivers', async () => {
  const { transport } = playAccount({
    invoices: [paidInvoice],
    estimations: [acceptedEstimation],
    orders: [],
  });
  const source = connect(transport);
  const steps = await walk(transport);
  const events = steps.flatMap(({ activities }) =>
    activities.map((one) => source.normalize(one)[0]),
  );
  const webhooks = [
    { ...paidInvoice.Activities[1], Type: 0, InvoiceId: 3972 },
    { ...paidInvoice.Activities[0], Type: 11, InvoiceId: 3972 },
    { ...acceptedEstimation.Activities[0], Type: 44, EstimationId: 207 },
  ].map((members) => source.normalize(webhookActivity(members))[0]);
  expect(events).toEqual(
    webhooks.map((event) => ({ ...event, timestamp: '2026-11-20T10:00:00.000Z' })),
  );
});

test('positions follow the ids, which increase over time', async () => {
  const [step] = await walk(playAccount(account()).transport);
  expect(step?.activities.map(({ position, seenAt }) => [position, seenAt])).toEqual([
    [1, '2026-11-20T10:00:00.000Z'],
    [3, '2026-11-20T10:00:00.000Z'],
  ]);
});

test('an activity without the number of its document gets that of the document', async () => {
  const source = connect(playAccount(account()).transport);
  const steps = await walk(playAccount(account()).transport);
  const numbers = steps.flatMap(({ activities }) =>
    activities.map((activity) => source.normalize(activity)[0].subject?.number),
  );
  expect(numbers).toEqual(['INV-10', 'INV-10', 'INV-30', 'INV-30', 'EST-4', 'EST-5']);
});

test('activities without an id are omitted: they could not be matched with the webhook’s', async () => {
  const invoices = [{ ...invoice(10, 1), Activities: [listed(0), listed(1), null] }];
  const steps = await walk(playAccount({ invoices, estimations: [], orders: [] }).transport);
  expect(ids(steps)).toEqual([1]);
});

describe('continuing from a cursor', () => {
  test.each([1, 2, 3, 4, 5])('after %i steps: nothing twice, nothing left out', async (limit) => {
    const whole = await walk(playAccount(account()).transport);
    const first = await walk(playAccount(account()).transport, { limit });
    const kept = JSON.parse(JSON.stringify(first.at(-1)!.cursor)) as JsonObject;
    const rest = await walk(playAccount(account()).transport, { cursor: kept });
    expect([...first, ...rest]).toEqual(whole);
  });

  test('past the invoices, these are not listed again', async () => {
    const [last] = (await walk(playAccount(account()).transport, { limit: 4 })).slice(-1);
    const { transport, requests } = playAccount(account());
    await walk(transport, { cursor: last!.cursor });
    expect(requests.filter((request) => request.includes('/invoice/'))).toEqual([]);
  });

  test('documents created and deleted in the meantime do not affect the others', async () => {
    const before = account();
    const [step] = await walk(playAccount(before).transport, { limit: 1 });
    const after = { ...before, invoices: [invoice(40, 11), invoice(30, 9, 8)] };
    expect(ids(await walk(playAccount(after).transport, { cursor: step!.cursor }))).toEqual([
      8, 9, 11, 7, 2,
    ]);
  });

  test('an unreadable cursor starts over', async () => {
    const steps = await walk(playAccount(account()).transport, { cursor: { page: 3 } });
    expect(steps).toHaveLength(5);
  });
});

describe('while the account changes', () => {
  test('a document deleted after it was listed is skipped', async () => {
    const changing = account();
    const { transport } = playAccount(changing, (request) => {
      if (request.includes('details?id=10')) changing.invoices.pop();
    });
    const steps = await walk(transport);
    expect(ids(steps)).toEqual([8, 9, 7, 2]);
    expect(steps.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a deletion between two pages hides no document', async () => {
    const invoices = Array.from({ length: 250 }, (_, index) =>
      invoice(250 - index, 1000 + 250 - index),
    );
    const changing: PlayedAccount = { invoices, estimations: [], orders: [] };
    let isDeleted = false;
    const { transport } = playAccount(changing, (request) => {
      if (isDeleted || !request.includes('page=2')) return;
      isDeleted = true;
      changing.invoices.shift();
    });
    const found = ids(await walk(transport));
    expect(found).toHaveLength(249);
    // It would have slipped from the second page to the first, which had been read.
    expect(found).toContain(1150);
  });

  test('a list that keeps changing is read three times at most', async () => {
    const changing = account();
    let next = 100;
    const { transport, requests } = playAccount(changing, (request) => {
      if (request.startsWith('/api/invoice/all')) changing.invoices.unshift(invoice((next += 1)));
    });
    // A count that is always off by one, like that of a list that somebody keeps adding to.
    const off: Transport = async (request) => {
      const response = await transport(request);
      if (!request.url.includes('/invoice/all')) return response;
      const text = new TextDecoder().decode(response.body);
      const body = text.replace(
        /"TotalCount":(\d+)/,
        (_, count) => `"TotalCount":${Number(count) + 1}`,
      );
      return { ...response, body: new TextEncoder().encode(body) };
    };
    await walk(off, { limit: 1 });
    const lists = requests.filter((request) => /invoice\/all.*page=1&/.test(request));
    expect(lists).toHaveLength(3);
  });
});

describe('a list that is shorter than its own count', () => {
  /**
   * Responds to the second page of each reading with these invoices, out of 150 that the first
   * counts.
   */
  const short = (second: (reading: number) => readonly object[] | null, count = 150) => {
    const invoices = Array.from({ length: 150 }, (_, index) => invoice(index + 1));
    const whole = playAccount({ invoices, estimations: [], orders: [] });
    let reading = 0;
    const transport: Transport = async (request) => {
      const response = await whole.transport(request);
      if (!/invoice\/all.*page=2&/.test(request.url)) return response;
      const body = JSON.stringify({ TotalCount: count, Result: second((reading += 1)) });
      return { ...response, body: new TextEncoder().encode(body) };
    };
    return { transport, requests: whole.requests };
  };
  const from = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => invoice(first + index));

  test('in every reading is an error, and nothing is walked', async () => {
    const { transport, requests } = short(() => from(101, 149));
    await expect(walk(transport)).rejects.toMatchObject({
      code: 'vendor_answer_invalid',
      temporary: true,
      message: expect.stringContaining('149 of the 150 documents'),
    });
    expect(requests.filter((request) => request.includes('page=2'))).toHaveLength(3);
    expect(requests.filter((request) => request.includes('details'))).toEqual([]);
  });

  test('without a list on a page is an error', async () => {
    await expect(walk(short(() => null).transport)).rejects.toMatchObject({
      code: 'vendor_answer_invalid',
    });
  });

  test('is complete if the readings together have all', async () => {
    const { transport } = short((reading) => (reading === 1 ? from(101, 149) : from(102, 150)));
    const [step] = await walk(transport, { limit: 1 });
    expect(step).toMatchObject({ done: 1, total: 150 });
  });

  test('is complete with documents that have no valid id', async () => {
    const { transport } = short((reading) => [
      ...(reading === 1 ? from(101, 148) : from(102, 149)),
      { Number: 'INV-150' },
    ]);
    const [step] = await walk(transport, { limit: 1 });
    expect(step?.total).toBe(149);
  });

  test('is accepted if the count itself changes: the list is in motion', async () => {
    const [step] = await walk(short(() => from(101, 148), 149).transport, { limit: 1 });
    expect(step?.total).toBe(148);
  });
});

describe('one bad document', () => {
  /** Responds for one document of the account, and passes on everything else. */
  const bad = (path: string, status: number, body: unknown): Transport => {
    const { transport } = playAccount(account());
    return (request) =>
      request.url.endsWith(path)
        ? Promise.resolve({
            status,
            headers: {},
            body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
          })
        : transport(request);
  };
  const faulted = { IsFaulted: true, ErrorMessages: [{ FaultMessage: 'Broken row' }] };

  test.each([
    ['/invoice/details?id=20', 'invoice 20', [1, 3, 8, 9, 7, 2]],
    ['/estimation/details?id=4', 'estimate 4', [1, 3, 8, 9, 2]],
    // The last of all.
    ['/estimation/details?id=5', 'estimate 5', [1, 3, 8, 9, 7]],
  ])('%s is named, and the walk continues', async (path, document, found) => {
    for (const status of [200, 500]) {
      const steps = await walk(bad(path, status, faulted));
      expect(ids(steps)).toEqual(found);
      expect(steps.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
      expect(steps.flatMap(({ unreadable = [] }) => unreadable)).toEqual([
        { document, reason: expect.stringContaining('Broken row') },
      ]);
    }
  });

  test('that succeeds half a minute later is not a bad one', async () => {
    const { transport } = playAccount(account());
    let failures = 0;
    const steps = await walk((request) =>
      request.url.endsWith('/invoice/details?id=20') && (failures += 1) <= 3
        ? Promise.resolve({ status: 500, headers: {}, body: new Uint8Array() })
        : transport(request),
    );
    expect(failures).toBe(4);
    expect(steps.flatMap(({ unreadable = [] }) => unreadable)).toEqual([]);
    expect(ids(steps)).toEqual([1, 3, 8, 9, 7, 2]);
  });

  test('that is one of many means Envoice is in trouble: it is waited for, and then the walk continues', async () => {
    const invoices = Array.from({ length: 12 }, (_, index) => invoice(index + 1, index + 1));
    const { transport } = playAccount({ invoices, estimations: [], orders: [] });
    const failing: Transport = (request) =>
      request.url.includes('details')
        ? Promise.resolve({ status: 500, headers: {}, body: new Uint8Array() })
        : transport(request);
    const steps: BackfillStep[] = [];
    const walked = (async () => {
      for await (const step of connect(failing).backfill({ cursor: null })) steps.push(step);
    })();
    await expect(walked).rejects.toMatchObject({ code: 'vendor_failed', temporary: true });
    expect(steps).toHaveLength(5);
    expect(ids(await walk(transport, { cursor: steps.at(-1)?.cursor ?? null }))).toEqual([
      6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  test('while nothing else responds either means Envoice is in trouble', async () => {
    const { transport } = playAccount(account());
    const failing: Transport = (request) =>
      /details|pageSize=1$/.test(request.url)
        ? Promise.resolve({ status: 500, headers: {}, body: new Uint8Array() })
        : transport(request);
    await expect(walk(failing)).rejects.toMatchObject({ code: 'vendor_failed', temporary: true });
  });

  test('that was deleted is not named', async () => {
    const steps = await walk(bad('/invoice/details?id=20', 404, { Message: 'Not found' }));
    expect(steps).toHaveLength(5);
    expect(steps.filter(({ unreadable }) => unreadable)).toEqual([]);
  });

  test('for which the host sends nothing ends the walk', async () => {
    const { transport } = playAccount(account());
    const reason = new VendorError('vendor_refused', 'The address is private.');
    const refusing: Transport = async (request) => {
      if (request.url.includes('details')) throw reason;
      return transport(request);
    };
    await expect(walk(refusing)).rejects.toBe(reason);
  });

  test.each([
    ['a failure of a proxy', 502, '', 'vendor_failed'],
    ['a proxy that got no whole request', 408, '<html>', 'vendor_failed'],
    ['a 404 that is not of the API', 404, '<html>', 'vendor_answer_invalid'],
  ])('%s is waited for', async (_, status, body, code) => {
    const walked = walk(bad('/invoice/details?id=20', status, body));
    await expect(walked).rejects.toMatchObject({ code, temporary: true });
  });
});

test('an aborted caller stops the walk before the next request', async () => {
  const controller = new AbortController();
  const { transport, requests } = playAccount(account());
  const steps = connect(transport, { signal: controller.signal }).backfill({ cursor: null });
  const iterator = steps[Symbol.asyncIterator]();
  await iterator.next();
  const asked = requests.length;
  controller.abort(new Error('shutting down'));
  await expect(iterator.next()).rejects.toThrow('shutting down');
  expect(requests).toHaveLength(asked);
});

test('a vendor in trouble ends the walk with its error', async () => {
  const { transport } = playAccount(account());
  const failing: Transport = (request) =>
    request.url.includes('details')
      ? Promise.resolve({ status: 401, headers: {}, body: new Uint8Array() })
      : transport(request);
  await expect(walk(failing)).rejects.toMatchObject({ code: 'vendor_unauthorized' });
});
