import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { migrations } from '../src/store/migrations.ts';
import { dataFile, startSandbox } from './harness.ts';
import { sample, SiteCaller } from './site.ts';

async function start(options: { readonly dataFile?: string } = {}) {
  const { control, world, stop } = await startSandbox(options);
  return { control, world, stop, site: new SiteCaller(control) };
}

const ids = async (site: SiteCaller): Promise<number[]> =>
  (await site.control('GET', 'invoices')).data.map((invoice: { id: number }) => invoice.id);

describe('invoices', () => {
  it('are shown with what a person asks for', async () => {
    const { site } = await start();
    await site.send('POST', 'invoice.json', sample);
    const { data } = await site.control('GET', 'invoices');
    expect(data).toHaveLength(13);
    expect(data[12]).toEqual({
      id: 13,
      number: '20260013',
      paid: true,
      total: '68.86',
      createdAt: '2026-11-20T10:00:00.000Z',
      changedAt: '2026-11-20T10:00:00.000Z',
      invoice: (await site.get('invoice.json/13')).body,
    });
    expect(await site.control('GET', 'invoices/13')).toEqual(data[12]);
  });

  it('are made up, whole or in part', async () => {
    const { site } = await start();
    const made = await site.control('POST', 'invoices');
    expect(made).toMatchObject({ id: 13, paid: false });
    expect(made.invoice.customer.lastname).not.toBe('');
    expect(made.invoice).toEqual((await site.get('invoice.json/13')).body);
    const change = { pay_status: 'paid', customer: { city: 'Delft' }, items: sample.items };
    const part = await site.control('POST', 'invoices', change);
    expect(part).toMatchObject({ id: 14, paid: true, total: '68.86' });
    expect(part.invoice.customer).toMatchObject({ city: 'Delft', lastname: expect.any(String) });
    expect(await site.control('POST', 'invoices', {})).toMatchObject({ id: 15 });
  });

  it('are made by the thousand', async () => {
    const { site } = await start();
    const made = await site.control('POST', 'invoices', { count: 10_000 });
    expect(made).toEqual({ count: 10_000, firstId: 13, lastId: 10_012 });
    expect((await site.get('invoice.json/10012')).body.id).toBe('10012');
    expect(await ids(site)).toHaveLength(10_012);
  });

  it('are changed, paid and removed; an id is never given twice', async () => {
    const { site, world, control } = await start();
    await site.control('POST', 'invoices');
    world.advance(1_000);
    expect(await site.control('PATCH', 'invoices/13', { description: 'x' })).toMatchObject({
      invoice: { description: 'x' },
      changedAt: '2026-11-20T10:00:01.000Z',
      createdAt: '2026-11-20T10:00:00.000Z',
    });
    world.advance(1_000);
    const paid = await site.control('POST', 'invoices/13/pay');
    expect(paid).toMatchObject({ paid: true, changedAt: '2026-11-20T10:00:02.000Z' });
    world.advance(1_000);
    expect(await site.control('POST', 'invoices/13/pay')).toEqual(paid);

    await site.control('DELETE', 'invoices/13');
    expect((await site.get('invoice.json/13')).status).toBe(404);
    for (const [method, path] of [
      ['GET', 'invoices/13'],
      ['PATCH', 'invoices/13'],
      ['DELETE', 'invoices/13'],
      ['POST', 'invoices/13/pay'],
      ['GET', 'invoices/20260001'],
    ] as const) {
      const { status, body } = await control.call(method, `/control/invoice7/${path}`);
      expect({ status, title: body.title }).toEqual({ status: 404, title: 'Not Found' });
    }
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 14 });
  });

  it.each([
    ['POST', 'invoices', { count: 0 }, 'count'],
    ['POST', 'invoices', { count: 100_001 }, 'count'],
    ['POST', 'invoices', { count: '5' }, 'count'],
    ['POST', 'invoices', { count: 5, pay_status: 'paid' }, 'pay_status'],
    ['POST', 'invoices', { items: [] }, 'items'],
    ['POST', 'invoices', [], ''],
    ['POST', 'invoices', '7', ''],
    ['PATCH', 'invoices/1', { customer: 7 }, 'customer'],
    ['PATCH', 'invoices/1', undefined, ''],
    ['PATCH', 'invoices/one', {}, ''],
    ['POST', 'invoices/1/pay', { amount: 5 }, 'amount'],
    ['POST', 'backup', { name: 'x' }, 'name'],
    ['POST', 'restore', { name: 'x' }, 'name'],
    ['POST', 'reset', 7, ''],
    ['PUT', 'trouble', undefined, ''],
    ['PUT', 'trouble', { latencyMs: -1 }, 'latencyMs'],
    ['PUT', 'trouble', { failRate: 1.5 }, 'failRate'],
    ['PUT', 'trouble', { rateLimitPerSecond: 0 }, 'rateLimitPerSecond'],
    ['PUT', 'trouble', { html: 503 }, 'html'],
    ['PUT', 'trouble', { broken: 7 }, 'broken'],
    ['PUT', 'trouble', { broken: [7, '8'] }, 'broken.1'],
    ['PUT', 'trouble', { volatile: 'a b' }, 'volatile'],
    ['PUT', 'trouble', { weather: 'bad' }, 'weather'],
  ])('%s %s is not made of %j', async (method, path, given, field) => {
    const { control, site } = await start();
    const { status, body } = await control.call(method, `/control/invoice7/${path}`, given);
    expect(status).toBe(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await ids(site)).toHaveLength(12);
  });
});

describe('backup and restore', () => {
  it('go back to the invoices and to the next id', async () => {
    const { site, control, world } = await start();
    const none = await control.call('POST', '/control/invoice7/restore');
    expect(none).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('backup') },
    });

    await site.control('POST', 'invoices');
    expect(await site.control('POST', 'backup')).toEqual({
      backupMadeAt: '2026-11-20T10:00:00.000Z',
    });
    const before = await site.control('GET', 'invoices');
    world.advance(60_000);
    await site.control('POST', 'invoices', { count: 5 });
    await site.control('POST', 'invoices/13/pay');
    await site.control('DELETE', 'invoices/1');

    for (let time = 1; time <= 2; time += 1) {
      expect(await site.control('POST', 'restore')).toEqual({
        backupMadeAt: '2026-11-20T10:00:00.000Z',
      });
      expect(await site.control('GET', 'invoices')).toEqual(before);
      expect(await site.control('POST', 'invoices')).toMatchObject({ id: 14 });
    }
  });

  it('does not give again the id of what was removed before the backup', async () => {
    const { site } = await start();
    await site.control('POST', 'invoices');
    await site.control('DELETE', 'invoices/13');
    await site.control('POST', 'backup');
    await site.control('POST', 'invoices', { count: 3 });
    await site.control('POST', 'restore');
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 14 });
  });
});

describe('calls', () => {
  it('are counted by path and status, also those that were refused', async () => {
    const { site } = await start();
    const { headers } = await site.get('invoice.json/1?x=1');
    await site.get('invoice.json/1', { 'if-none-match': headers.get('etag')! });
    await site.get('invoice.json/99');
    await site.ask('invoice.json/1', {});
    await site.send('POST', 'invoice.json', sample);
    expect(await site.control('GET', 'calls')).toEqual({
      calls: 5,
      data: [
        {
          method: 'GET',
          path: '/invoice/api/invoice.json/1',
          calls: 3,
          statuses: { 200: 1, 304: 1, 401: 1 },
        },
        { method: 'GET', path: '/invoice/api/invoice.json/99', calls: 1, statuses: { 404: 1 } },
        { method: 'POST', path: '/invoice/api/invoice.json', calls: 1, statuses: { 200: 1 } },
      ],
    });
    await site.control('DELETE', 'calls');
    expect(await site.control('GET', 'calls')).toEqual({ calls: 0, data: [] });
  });
});

describe('reset', () => {
  const spoil = async (site: SiteCaller) => {
    await site.control('POST', 'invoices');
    await site.control('DELETE', 'invoices/1');
    await site.control('POST', 'backup');
    await site.get('invoice.json/2');
    await site.trouble({ forbidden: true });
  };

  it.each(['/control/invoice7/reset', '/control/reset'])('%s makes a new site', async (path) => {
    const { site, control } = await start();
    const before = await site.control('GET', 'invoices');
    await spoil(site);

    expect((await control.call('POST', path)).status).toBe(204);

    expect(await site.control('GET', 'invoices')).toEqual(before);
    expect((await site.control('GET', 'trouble')).forbidden).toBe(false);
    expect((await site.control('GET', 'calls')).calls).toBe(0);
    expect((await control.call('POST', '/control/invoice7/restore')).status).toBe(409);
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 13 });
  });

  it('of the site leaves Envoice alone', async () => {
    const { site, control } = await start();
    await control.make('Paid');
    await control.call('PUT', '/control/trouble', { nulls: true });
    await site.control('POST', 'reset');
    expect(await control.activities()).toHaveLength(1);
    expect((await control.call('GET', '/control/trouble')).body.nulls).toBe(true);
  });
});

describe('a data file', () => {
  it('keeps invoices, ids, backup and trouble', async () => {
    const file = dataFile();
    const first = await start({ dataFile: file });
    await first.site.control('DELETE', 'invoices/12');
    await first.site.control('POST', 'backup');
    await first.site.control('POST', 'invoices', { count: 2 });
    await first.site.control('DELETE', 'invoices/14');
    await first.site.trouble({ validators: false });
    const before = await first.site.control('GET', 'invoices');
    await first.stop();

    const { site } = await start({ dataFile: file });
    expect(await site.control('GET', 'invoices')).toEqual(before);
    expect((await site.control('GET', 'trouble')).validators).toBe(false);
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 15 });
    await site.control('POST', 'restore');
    expect(await ids(site)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 13 });
  });
});

it('a file of the former version gets a site', async () => {
  const file = dataFile();
  mkdirSync(dirname(file), { recursive: true });
  const former = new BetterSqlite3(file);
  for (const step of migrations.slice(0, 2)) former.exec(step);
  former.pragma('user_version = 2');
  former.close();
  const { site } = await start({ dataFile: file });
  expect(await ids(site)).toHaveLength(12);
});

it('the page for people tells where the site is', async () => {
  const { control } = await start();
  const { body } = await control.call('GET', '/');
  expect(body).toContain(`${control.url}/invoice7/invoice/api/invoice.json/1`);
  expect(body).toContain('Invoices now: 12');
});
