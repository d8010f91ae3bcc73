import { describe, expect, it } from 'vitest';

import { startSandbox } from './harness.ts';
import { pdfPages } from './pdf-pages.ts';
import { sample, SiteCaller } from './site.ts';

async function start() {
  const { control, world } = await startSandbox();
  return { control, world, site: new SiteCaller(control) };
}

describe('the Invoice 7 site', () => {
  it('lets only its account in', async () => {
    const { site } = await start();
    const refused = [
      {},
      { authorization: 'Basic' },
      { authorization: `Basic ${btoa('sandbox:wrong')}` },
      { authorization: `Basic ${btoa('sandbox')}` },
      { authorization: 'Bearer sandbox' },
    ];
    for (const headers of refused) {
      const answer = await site.ask('invoice.json/1', { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Invoice 7 sandbox"');
      expect(answer.text).not.toContain('company_name');
    }
    const headers = { authorization: `basic  ${btoa('sandbox:sandbox')}` };
    expect((await site.ask('invoice.json/1', { headers })).status).toBe(200);
  });

  it('has a dozen invoices: paid and not, of several customers, with every rate of VAT', async () => {
    const { site } = await start();
    const ids = Array.from({ length: 12 }, (_, index) => index + 1);
    const invoices = await Promise.all(
      ids.map(async (id) => (await site.get(`invoice.json/${id}`)).body),
    );
    const all = (of: (invoice: (typeof invoices)[number]) => unknown) =>
      new Set(invoices.flatMap(of));
    expect(all(({ pay_status }) => pay_status)).toEqual(new Set(['paid', 'unpaid']));
    expect(all(({ customer }) => customer.customer_number).size).toBeGreaterThan(3);
    expect(all(({ items }) => items.map((item: { vat: string }) => item.vat))).toEqual(
      new Set(['21', '9', '0']),
    );
    const created = invoices.map((invoice) => Number(invoice.created));
    expect(created).toEqual(created.toSorted((one, other) => one - other));
    expect((await site.get('invoice.json/13')).status).toBe(404);
  });

  it('answers text where there are numbers, and what API.txt does not tell', async () => {
    const { site } = await start();
    expect(sample).toMatchObject({ pay_limit: 0, customer: { coc_number: 12345678 } });
    const made = await site.send('POST', 'invoice.json', sample);
    expect(made).toMatchObject({ status: 200 });
    const { body, text, headers } = await site.get('invoice.json/13');
    expect(body).toEqual({
      id: '13',
      invoice_number: '20260013',
      created: String(Date.UTC(2026, 10, 20, 10) / 1_000),
      ...sample,
      pay_limit: '0',
      customer: {
        ...sample.customer,
        customer_number: '1',
        building_number: '1',
        coc_number: '12345678',
      },
    });
    expect(made.body).toEqual(body);
    expect(text).toContain(String.raw`t\/m`);
    expect(headers.get('x-generator')).toMatch(/^Drupal 7/);
  });

  it('finds an invoice by its number too, but first by its id', async () => {
    const { site } = await start();
    const { body } = await site.send('POST', 'invoice.json', sample);
    expect((await site.get('invoice.json/20260013')).body).toEqual(body);
    const other = { ...sample, prefix: '1', leading_zeros: 0 };
    const made = await site.send('POST', 'invoice.json', other);
    expect(made.body.invoice_number).toBe('114');
    expect((await site.get('invoice.json/114')).body.id).toBe('14');
    await site.control('POST', 'invoices', { count: 100 });
    expect((await site.get('invoice.json/114')).body.id).toBe('114');
    expect((await site.get('invoice.json/013')).status).toBe(404);
  });

  it('numbers by prefix, date, zeros and id', async () => {
    const { site } = await start();
    const number = async (change: object) =>
      (await site.send('POST', 'invoice.json', { ...sample, ...change })).body.invoice_number;
    expect(await number({ prefix: 'F%y-%m-', leading_zeros: 6 })).toBe('F26-11-000013');
    expect(await number({ prefix: null, leading_zeros: '0' })).toBe('14');
    const { body } = await site.send('PUT', 'invoice.json/14', { prefix: 'X' });
    expect(body.invoice_number).toBe('X14');
    expect((await site.get('invoice.json/X14')).body.id).toBe('14');
  });

  it('changes what it is told, and leaves the rest', async () => {
    const { site, world } = await start();
    const { body: before } = await site.send('POST', 'invoice.json', sample);
    world.advance(60_000);
    const change = { customer: { city: 'Delft', phone: '015' }, pay_status: 'paid ', note: [1] };
    const { status, body } = await site.send('PUT', 'invoice.json/20260013', change);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      customer: { ...before.customer, city: 'Delft', phone: '015' },
      pay_status: 'paid ',
      note: [1],
    });
    expect((await site.get('invoice.json/13')).body).toEqual(body);

    const items = [{ description: null, quantity: 2, unitcost: 0.5, sku: 'S1' }];
    const replaced = await site.send('PUT', 'invoice.json/13', { items });
    expect(replaced.body.items).toEqual([
      { description: null, quantity: '2', unitcost: '0.5', vat: '0', sku: 'S1' },
    ]);
  });

  it('takes back what it told, and keeps its own word on ids and dates', async () => {
    const { site } = await start();
    const { body } = await site.get('invoice.json/3');
    const other = { ...body, id: '99', invoice_number: 'mine', created: '1' };
    expect((await site.send('PUT', 'invoice.json/3', other)).body).toEqual(body);
    expect((await site.send('POST', 'invoice.json', other)).body).toMatchObject({
      id: '13',
      invoice_number: '20260013',
    });
  });

  it.each([
    [{ items: [] }, ['items']],
    [{ items: { description: 'x' } }, ['items']],
    [{ items: [{ quantity: '1', unitcost: '1,50' }] }, ['items.0.unitcost']],
    [{ items: [{ unitcost: 1e21 }] }, ['items.0.quantity', 'items.0.unitcost']],
    [{ items: [{ quantity: 1, unitcost: 1, vat: 121 }] }, ['items.0.vat']],
    [{ items: [7] }, ['items.0']],
    [{ customer: [] }, ['customer']],
    [{ customer: 'Bob' }, ['customer']],
    [{ customer: { city: ['x'] } }, ['customer.city']],
    [{ leading_zeros: 'four', pay_limit: -1 }, ['leading_zeros', 'pay_limit']],
    [{ leading_zeros: 21, prefix: 'x'.repeat(101) }, ['leading_zeros', 'prefix']],
    [{ description: 'x'.repeat(10_001) }, ['description']],
    [{ pay_status: true }, ['pay_status']],
    [{ items: undefined, customer: undefined }, ['customer', 'items']],
    [{ customer: { firstname: 'Bob' } }, ['customer']],
  ])('says of %j what is wrong', async (change, fields) => {
    const { site } = await start();
    const { status, headers, body } = await site.send('POST', 'invoice.json', {
      ...sample,
      ...change,
    });
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 400,
      type: 'application/json; charset=utf-8',
    });
    const given = body.fields.map((problem: { field: string }) => problem.field);
    expect(given.toSorted()).toEqual(fields);
    for (const field of fields) expect(body.error).toContain(field);
    expect(body.error).not.toMatch(/Expected|Invalid/);
    expect((await site.get('invoice.json/13')).status).toBe(404);
  });

  it('takes no body that is no invoice at all', async () => {
    const { site } = await start();
    const status = async (body: string, headers = {}) => {
      const answer = await site.send('PUT', 'invoice.json/1', body, headers);
      expect(answer.body).toEqual({
        error: expect.any(String),
        ...('fields' in answer.body && { fields: expect.any(Array) }),
      });
      return answer.status;
    };
    expect(await status('{')).toBe(400);
    expect(await status('[]')).toBe(400);
    expect(await status('')).toBe(400);
    expect(await status('"x"')).toBe(400);
    expect(await status('{"__proto__":{}}')).toBe(400);
    expect(await status(`{"note":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)).toBe(400);
    expect(await status('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(406);
    expect(await status(JSON.stringify({ note: 'x'.repeat(1_048_577) }))).toBe(413);
  });

  it('answers a page of Drupal for what is not there', async () => {
    const { site } = await start();
    const missing = [
      ['GET', 'invoice.json/99'],
      ['GET', 'invoice.html/99'],
      ['GET', 'invoice.pdf/99'],
      ['GET', 'invoice.xml/1'],
      ['GET', 'invoice.json'],
      ['GET', 'invoice.json/<b>'],
      ['PUT', 'invoice.json/99'],
      ['DELETE', 'invoice.json/1'],
      ['POST', 'invoice.json/1'],
    ] as const;
    for (const [method, path] of missing) {
      const headers = { authorization: `Basic ${btoa('sandbox:sandbox')}` };
      const { status, text, headers: told } = await site.ask(path, { method, headers });
      expect({ path, status, type: told.get('content-type') }).toEqual({
        path,
        status: 404,
        type: 'text/html; charset=utf-8',
      });
      expect(text).toContain('could not be found.');
      expect(text).not.toContain('<b>');
    }
  });

  it('shows an invoice to people', async () => {
    const { site } = await start();
    const item = { description: '<script>x</script>', quantity: '3', unitcost: '1.10', vat: '9' };
    await site.send('POST', 'invoice.json', { ...sample, items: [item] });
    const { status, headers, text } = await site.get('invoice.html/20260013');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const said of ['Invoice 20260013', 'Awesome company', 'VAT 9%', '3.30', '0.30', '3.60']) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('<script>');
  });

  it('gives an invoice as a PDF', async () => {
    const { site } = await start();
    const response = await fetch(`${site.url}/invoice/api/invoice.pdf/3`, {
      headers: { authorization: `Basic ${btoa('sandbox:sandbox')}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="invoice-20260003\.pdf"$/,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.3');
    expect(bytes.subarray(-6).toString('latin1')).toBe('%%EOF\n');
    const { total, invoice } = await site.control('GET', 'invoices/3');
    const [text] = pdfPages(bytes);
    const said = ['Invoice 20260003', invoice.customer.city, 'Printed handbook', `${total} EUR`];
    for (const words of said) expect(text).toContain(words);
  });

  it('gives one of many items as a PDF of many pages, with letters that it does not have', async () => {
    const { site } = await start();
    const items = Array.from({ length: 200 }, (_, index) => ({
      ...sample.items[0],
      description: `Item ${index} 東`,
    }));
    await site.send('POST', 'invoice.json', { ...sample, items });
    const headers = { authorization: `Basic ${btoa('sandbox:sandbox')}` };
    const response = await fetch(`${site.url}/invoice/api/invoice.pdf/13`, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const pages = pdfPages(bytes);
    const described = pages.map((page) => page.match(/^Item \d+ \?$/gm)?.length ?? 0);
    expect(described.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(pages.length).toBeLessThan(8);
    // No row is torn apart: its cost and its net stand on the page of its description.
    const amounts = pages.map((page) => page.match(/^50\.75$/gm)?.length);
    expect(amounts).toEqual(described.map((count) => count * 2));
  });
});

describe('validators', () => {
  it('spare a reading while nothing changes', async () => {
    const { site, world } = await start();
    const first = await site.get('invoice.json/1');
    const etag = first.headers.get('etag')!;
    const since = first.headers.get('last-modified')!;
    expect(Date.parse(since)).toBe(Number(first.body.created) * 1_000);

    const spared = await site.get('invoice.json/1', { 'if-none-match': `"other", W/${etag}` });
    expect(spared).toMatchObject({ status: 304, text: '' });
    expect(spared.headers.get('etag')).toBe(etag);
    expect((await site.get('invoice.json/1', { 'if-modified-since': since })).status).toBe(304);
    expect((await site.get('invoice.json/2', { 'if-none-match': etag })).status).toBe(200);

    await site.send('PUT', 'invoice.json/1', { description: 'other' });
    const both = { 'if-none-match': etag, 'if-modified-since': since };
    expect((await site.get('invoice.json/1', both)).status).toBe(200);
    expect((await site.get('invoice.json/1', { 'if-modified-since': since })).status).toBe(200);
    expect((await site.get('invoice.json/1')).headers.get('last-modified')).toBeNull();
    world.advance(1_000);
    const later = await site.get('invoice.json/1');
    expect(Date.parse(later.headers.get('last-modified')!)).toBe(world.now() - 1_000);
    expect(later.headers.get('etag')).not.toBe(etag);
  });

  it('hold to the ETag where a backup brings back older dates', async () => {
    const { site, world } = await start();
    await site.control('POST', 'backup');
    await site.send('PUT', 'invoice.json/1', { description: 'other' });
    world.advance(5_000);
    const { headers } = await site.get('invoice.json/1');
    await site.control('POST', 'restore');
    const both = {
      'if-none-match': headers.get('etag')!,
      'if-modified-since': headers.get('last-modified')!,
    };
    expect((await site.get('invoice.json/1', both)).status).toBe(200);
  });

  it('come from JSON only, and not when the site has none', async () => {
    const { site } = await start();
    expect((await site.get('invoice.html/1')).headers.get('etag')).toBeNull();
    const etag = (await site.get('invoice.json/1')).headers.get('etag')!;
    await site.trouble({ validators: false });
    const { status, headers } = await site.get('invoice.json/1', { 'if-none-match': etag });
    expect(status).toBe(200);
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('last-modified')).toBeNull();
  });
});
