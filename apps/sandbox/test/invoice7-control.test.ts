import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { migrations } from '../src/store/migrations.ts';
import { dataFile, startSandbox } from './harness.ts';
import { sample, SiteCaller } from './site.ts';

async function start(options: { readonly dataFile?: string } = {}) {
  const { control, runtime, stop } = await startSandbox(options);
  return { control, runtime, stop, site: new SiteCaller(control) };
}

const ids = async (site: SiteCaller): Promise<number[]> =>
  (await site.control('GET', 'invoices')).data.map((invoice: { id: number }) => invoice.id);

describe('invoices', () => {
  it('are returned with a summary', async () => {
    const { site } = await start();
    await site.send('POST', 'invoice.json', { ...sample, prefix: 'A%Y' });
    const { data } = await site.control('GET', 'invoices');
    expect(data).toHaveLength(13);
    expect(data[12]).toEqual({
      id: 13,
      number: 'A20260013',
      paid: true,
      total: '68.86',
      createdAt: '2026-11-20T10:00:00.000Z',
      changedAt: '2026-11-20T10:00:00.000Z',
      invoice: (await site.get('invoice.json/13')).body,
    });
    expect(await site.control('GET', 'invoices/13')).toEqual(data[12]);
  });

  it('start as a dozen: paid and unpaid, with several customers and all VAT rates', async () => {
    const { site } = await start();
    const { data } = await site.control('GET', 'invoices');
    const all = (of: (invoice: (typeof data)[number]['invoice']) => unknown) =>
      new Set(data.flatMap((one: (typeof data)[number]) => of(one.invoice)));
    expect(all(({ pay_status }) => pay_status)).toEqual(new Set(['paid', 'unpaid']));
    expect(all(({ customer }) => customer.customer_number).size).toBeGreaterThan(3);
    expect(all(({ items }) => items.map((item: { vat: number }) => item.vat))).toEqual(
      new Set([21, 9, 0]),
    );
    const created = data.map((one: { createdAt: string }) => one.createdAt);
    expect(created).toEqual(created.toSorted());
  });

  it('are generated, entirely or in part', async () => {
    const { site } = await start();
    const made = await site.control('POST', 'invoices');
    expect(made).toMatchObject({ id: 13, paid: false });
    expect(made.invoice.customer.lastname).not.toBeNull();
    expect(made.invoice).toEqual((await site.get('invoice.json/13')).body);
    const change = { pay_status: 'paid', customer: { city: 'Delft' }, items: sample.items };
    const part = await site.control('POST', 'invoices', change);
    expect(part).toMatchObject({ id: 14, paid: true, total: '68.86' });
    expect(part.invoice.customer).toMatchObject({ city: 'Delft', lastname: expect.any(String) });
    expect(await site.control('POST', 'invoices', {})).toMatchObject({ id: 15 });
  });

  it('are created by the thousand', async () => {
    const { site } = await start();
    const made = await site.control('POST', 'invoices', { count: 10_000 });
    expect(made).toEqual({ count: 10_000, firstId: 13, lastId: 10_012 });
    expect((await site.get('invoice.json/10012')).body.id).toBe(10_012);
    expect((await site.get('invoice.json?max_results=100000')).body).toHaveLength(10_012);
  });

  it('are edited with the form, which keeps omitted members', async () => {
    const { site, runtime } = await start();
    await site.control('POST', 'invoices', { template: 'second', prefix: 'X', leading_zeros: 2 });
    await site.control('POST', 'invoices/13/pay');
    const before = (await site.get('invoice.json/13')).body;
    runtime.advance(1_000);
    const change = { description: 'x', customer: { city: 'Delft' } };
    const { invoice } = await site.control('PATCH', 'invoices/13', change);
    expect(invoice).toEqual({
      ...before,
      description: 'x',
      customer: { ...before.customer, city: 'Delft' },
      changed: '2026-11-20 10:00:01',
    });
  });

  it('are marked as paid and unpaid with buttons that keep "changed"', async () => {
    const { site, runtime } = await start();
    const before = await site.control('POST', 'invoices');
    runtime.advance(1_000);
    const paid = await site.control('POST', 'invoices/13/pay');
    expect(paid).toMatchObject({ paid: true, changedAt: before.changedAt });
    expect(await site.control('POST', 'invoices/13/pay')).toEqual(paid);
    expect((await site.get('invoice.json/13')).body.pay_status).toBe('paid');
    expect(await site.control('POST', 'invoices/13/unpay')).toEqual(before);
  });

  it('are deleted in Drupal', async () => {
    const { site, control } = await start();
    await site.control('DELETE', 'invoices/12');
    expect((await site.get('invoice.json/12')).status).toBe(404);
    for (const [method, path] of [
      ['GET', 'invoices/12'],
      ['PATCH', 'invoices/12'],
      ['DELETE', 'invoices/12'],
      ['POST', 'invoices/12/pay'],
      ['POST', 'invoices/12/unpay'],
      ['GET', 'invoices/20260001'],
    ] as const) {
      const { status, body } = await control.call(method, `/control/invoice7/${path}`);
      expect({ status, title: body.title }).toEqual({ status: 404, title: 'Not Found' });
    }
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 12 });
  });

  it('accept explicit numbers only above the newest', async () => {
    const { site, control } = await start();
    expect(await site.control('POST', 'invoices', { number: 500 })).toMatchObject({
      id: 500,
      number: '20260500',
    });
    const path = '/control/invoice7/invoices';
    const { status, body } = await control.call('POST', path, { number: 500 });
    expect({ status, detail: body.detail }).toEqual({
      status: 409,
      detail: "A number of one's own must be higher than that of the newest invoice, 500.",
    });
  });

  it.each([
    ['POST', 'invoices', { count: 0 }, 'count'],
    ['POST', 'invoices', { count: 100_001 }, 'count'],
    ['POST', 'invoices', { count: '5' }, 'count'],
    ['POST', 'invoices', { count: 5, pay_status: 'paid' }, 'pay_status'],
    ['POST', 'invoices', { number: 0 }, 'number'],
    ['POST', 'invoices', { items: {} }, 'items'],
    ['POST', 'invoices', { total: 5 }, 'total'],
    ['POST', 'invoices', '7', ''],
    ['PATCH', 'invoices/1', { customer: 7 }, 'customer'],
    ['PATCH', 'invoices/1', { number: 7 }, 'number'],
    ['PATCH', 'invoices/1', undefined, ''],
    ['PATCH', 'invoices/one', {}, ''],
    ['POST', 'invoices/1/pay', { amount: 5 }, 'amount'],
    ['POST', 'backup', { name: 'x' }, 'name'],
    ['POST', 'restore', { name: 'x' }, 'name'],
    ['POST', 'reset', 7, ''],
    ['POST', 'reset', { empty: 'yes' }, 'empty'],
    ['POST', 'tokens/revoke', { all: true }, 'all'],
    ['PUT', 'settings', { timeZone: 'Mars' }, 'timeZone'],
    ['PUT', 'settings', { locale: 'xx' }, 'locale'],
    ['PUT', 'settings', { templates: { third: {} } }, 'templates.third'],
    ['PUT', 'settings', undefined, ''],
    ['PUT', 'trouble', undefined, ''],
    ['PUT', 'trouble', { latencyMs: -1 }, 'latencyMs'],
    ['PUT', 'trouble', { failRate: 1.5 }, 'failRate'],
    ['PUT', 'trouble', { rateLimitPerSecond: 0 }, 'rateLimitPerSecond'],
    ['PUT', 'trouble', { html: 503 }, 'html'],
    ['PUT', 'trouble', { broken: 7 }, 'broken'],
    ['PUT', 'trouble', { broken: [7, '8'] }, 'broken.1'],
    ['PUT', 'trouble', { pdf: 'torn' }, 'pdf'],
    ['PUT', 'trouble', { weather: 'bad' }, 'weather'],
  ])('%s %s rejects %j', async (method, path, given, field) => {
    const { control, site } = await start();
    const { status, body } = await control.call(method, `/control/invoice7/${path}`, given);
    expect(status).toBe(400);
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await ids(site)).toHaveLength(12);
  });

  it('that the database rejects are rejected with its reason', async () => {
    const { control, site } = await start();
    const given = { customer: { city: 'x'.repeat(51) } };
    for (const [method, path] of [
      ['POST', 'invoices'],
      ['PATCH', 'invoices/1'],
    ] as const) {
      const { status, body } = await control.call(method, `/control/invoice7/${path}`, given);
      expect({ status, detail: body.detail }).toEqual({
        status: 400,
        detail: "The site's database does not take this: Data too long for column 'city'.",
      });
    }
    expect(await ids(site)).toHaveLength(12);
  });
});

describe('settings', () => {
  it('are those of Drupal and the module, and are replaced as a whole', async () => {
    const { site } = await start();
    const usual = {
      timeZone: 'UTC',
      locale: 'en_US.utf8',
      dateFormat: 'm/d/Y',
      leadingZeros: 4,
      prefix: '%Y',
      apiRootUser: 'sandbox',
      allowedIps: '',
      https: false,
      templates: {
        default: { apiUser: '', locale: null, dateFormat: null },
        second: { apiUser: 'second', locale: null, dateFormat: null },
      },
    };
    expect(await site.control('GET', 'settings')).toEqual(usual);
    const other = { ...usual, timeZone: 'Asia/Tokyo', leadingZeros: 6, prefix: 'F%y-' };
    expect(await site.control('PUT', 'settings', other)).toEqual(other);
    await site.control('POST', 'invoices');
    const [row] = (await site.get('invoice.json')).body;
    expect(row).toMatchObject({ number: 'F26-000013', created: '2026-11-20 19:00:00' });
    expect(await site.control('PUT', 'settings', {})).toEqual(usual);
  });

  it('format amounts and dates by template, or else by site', async () => {
    const { site } = await start();
    await site.control('POST', 'invoices', { template: 'second' });
    const second = { apiUser: '', locale: 'de_DE.utf8', dateFormat: null };
    const settings = { locale: 'nl_NL.utf8', dateFormat: 'j n Y', templates: { second } };
    await site.control('PUT', 'settings', settings);
    expect((await site.get('invoice.json/13')).body).toMatchObject({
      formatted_inctotal: expect.stringMatching(/^[\d.]+,\d\d €$/),
      formatted_created: '20 11 2026',
    });
    const rows = (await site.get('invoice.json?max_results=2')).body;
    expect(rows[0].formatted_extotal).toMatch(/ €$/);
    expect(rows[1].formatted_extotal).toMatch(/^€ /);
  });
});

describe('backup and restore', () => {
  it('restore the invoices and the id counters', async () => {
    const { site, control, runtime } = await start();
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
    runtime.advance(60_000);
    await site.control('POST', 'invoices', { count: 5 });
    await site.control('POST', 'invoices/13/pay');
    await site.control('DELETE', 'invoices/1');

    for (let time = 1; time <= 2; time += 1) {
      expect(await site.control('POST', 'restore')).toEqual({
        backupMadeAt: '2026-11-20T10:00:00.000Z',
      });
      expect(await site.control('GET', 'invoices')).toEqual(before);
      const { id, invoice } = await site.control('POST', 'invoices');
      expect({ id, nid: invoice.nid, customer: invoice.customer.id }).toEqual({
        id: 14,
        nid: 14,
        customer: 14,
      });
    }
  });
});

describe('calls', () => {
  it('are counted by path and status, including rejected ones', async () => {
    const { site } = await start();
    await site.get('invoice.json/1?x=1');
    await site.get('invoice.json/99');
    await site.ask('invoice.json/1', {});
    await site.page('?q=invoice/api/invoice.json/1');
    await site.send('POST', 'invoice.json', sample);
    expect(await site.control('GET', 'calls')).toEqual({
      calls: 7,
      data: [
        {
          method: 'GET',
          path: '/invoice/api/invoice.json/1',
          calls: 3,
          statuses: { 200: 1, 401: 2 },
        },
        { method: 'GET', path: '/invoice/api/invoice.json/99', calls: 1, statuses: { 404: 1 } },
        { method: 'POST', path: '/user/login', calls: 1, statuses: { 302: 1 } },
        { method: 'GET', path: '/invoice/api/token', calls: 1, statuses: { 200: 1 } },
        { method: 'POST', path: '/invoice/api/invoice.json', calls: 1, statuses: { 201: 1 } },
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
    await site.control('PUT', 'settings', { prefix: 'X' });
  };

  it.each(['/control/invoice7/reset', '/control/reset'])('%s creates a new site', async (path) => {
    const { site, control } = await start();
    const before = await site.control('GET', 'invoices');
    await spoil(site);

    expect((await control.call('POST', path)).status).toBe(204);

    expect(await site.control('GET', 'invoices')).toEqual(before);
    expect((await site.control('GET', 'trouble')).forbidden).toBe(false);
    expect((await site.control('GET', 'calls')).calls).toBe(0);
    expect((await control.call('POST', '/control/invoice7/restore')).status).toBe(409);
    const { id, invoice } = await site.control('POST', 'invoices');
    expect({ id, nid: invoice.nid, prefix: invoice.prefix }).toEqual({
      id: 13,
      nid: 13,
      prefix: '%Y',
    });
  });

  it('can leave the site empty', async () => {
    const { site } = await start();
    await site.control('POST', 'reset', { empty: true });
    expect(await ids(site)).toEqual([]);
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 1, invoice: { nid: 1 } });
  });

  it('of the site does not affect Envoice', async () => {
    const { site, control } = await start();
    await control.make('Paid');
    await control.call('PUT', '/control/trouble', { nulls: true });
    await site.control('POST', 'reset');
    expect(await control.activities()).toHaveLength(1);
    expect((await control.call('GET', '/control/trouble')).body.nulls).toBe(true);
  });
});

describe('a data file', () => {
  it('keeps invoices, ids, backup, settings and trouble', async () => {
    const file = dataFile();
    const first = await start({ dataFile: file });
    await first.site.control('DELETE', 'invoices/12');
    await first.site.control('POST', 'backup');
    await first.site.control('POST', 'invoices', { count: 2 });
    await first.site.control('DELETE', 'invoices/5');
    await first.site.trouble({ pdf: 'broken' });
    await first.site.control('PUT', 'settings', { timeZone: 'Europe/Amsterdam' });
    const before = await first.site.control('GET', 'invoices');
    await first.stop();

    const { site } = await start({ dataFile: file });
    expect(await site.control('GET', 'invoices')).toEqual(before);
    expect((await site.control('GET', 'trouble')).pdf).toBe('broken');
    expect((await site.control('GET', 'settings')).timeZone).toBe('Europe/Amsterdam');
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 14, invoice: { nid: 15 } });
    await site.control('POST', 'restore');
    expect(await ids(site)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await site.control('POST', 'invoices')).toMatchObject({ id: 12, invoice: { nid: 13 } });
  });

  it('of an empty site stays empty', async () => {
    const file = dataFile();
    const first = await start({ dataFile: file });
    await first.site.control('POST', 'reset', { empty: true });
    await first.stop();
    expect(await ids((await start({ dataFile: file })).site)).toEqual([]);
  });
});

it.each([2, 3])('a file of an earlier version (%i) gets a new site', async (version) => {
  const file = dataFile();
  mkdirSync(dirname(file), { recursive: true });
  const former = new BetterSqlite3(file);
  for (const step of migrations.slice(0, version)) former.exec(step);
  former.exec(
    `insert into setting values ('site-stocked', 'true'), ('site-trouble', '{"volatile":true}')`,
  );
  former.pragma(`user_version = ${version}`);
  former.close();
  const { site } = await start({ dataFile: file });
  expect(await ids(site)).toHaveLength(12);
});

it('the landing page contains the URL of the site', async () => {
  const { control } = await start();
  const { body } = await control.call('GET', '/');
  expect(body).toContain(`${control.url}/invoice7/invoice/api/invoice.json/1`);
  expect(body).toContain('Invoices now: 12');
});
