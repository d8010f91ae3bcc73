import { describe, expect, it } from 'vitest';

import { startSandbox } from './harness.ts';
import { pdfPages } from './pdf-pages.ts';
import { sample, SiteCaller } from './site.ts';

async function start(options: { readonly empty?: boolean } = {}) {
  const { control, runtime } = await startSandbox();
  const site = new SiteCaller(control);
  if (options.empty === true) await site.control('POST', 'reset', { empty: true });
  return { control, runtime, site };
}

const always = {
  expires: 'Sun, 19 Nov 1978 05:00:00 GMT',
  'cache-control': 'no-cache, must-revalidate',
};
const smallest = { template: 'default', pay_limit: 14 };
const replaced = { ...smallest, leading_zeros: 4 };

describe('access', () => {
  it('is granted to any active Drupal user with HTTP Basic alone', async () => {
    const { site } = await start();
    const { cookie, token } = await site.ticket();
    const refused = [
      {},
      { authorization: 'Basic' },
      { authorization: `Basic ${btoa('sandbox:wrong')}` },
      { authorization: `Basic ${btoa('sandbox')}` },
      { authorization: 'Bearer sandbox' },
      { cookie, 'x-csrf-token': token },
    ];
    for (const headers of refused) {
      for (const method of ['GET', 'PUT']) {
        const answer = await site.ask('invoice.json/1', { method, headers });
        expect(answer).toMatchObject({ status: 401, text: '' });
        expect(answer.headers.get('www-authenticate')).toBe('Basic Realm="Invoice API"');
        expect(answer.headers.get('content-type')).toBe('application/json');
      }
    }
    const headers = { authorization: `basic  ${btoa('Sandbox:sandbox')}` };
    expect((await site.ask('invoice.json/1', { headers })).status).toBe(200);
  });

  it('to an invoice requires the root or template user, and to the list any user', async () => {
    const { site } = await start();
    await site.send('POST', 'invoice.json', { ...smallest, template: 'second' });
    const status = async (user: string, path: string) => (await site.get(path, { user })).status;
    expect(await status('second', 'invoice.json/13')).toBe(200);
    expect(await status('second', 'invoice.json/12')).toBe(403);
    expect(await status('second', 'invoice.pdf/12')).toBe(403);
    expect(await status('reader', 'invoice.json/13')).toBe(403);
    expect(await status('reader', 'invoice.json/99')).toBe(404);
    const { body } = await site.get('invoice.json', { user: 'reader' });
    expect(body).toHaveLength(13);
  });

  it('for writes depends on the template sent, not on the current one', async () => {
    const { site } = await start();
    const user = 'second';
    const second = { ...replaced, template: 'Second' };
    expect((await site.send('POST', 'invoice.json', smallest, { user })).status).toBe(403);
    expect((await site.send('POST', 'invoice.json', second, { user })).status).toBe(201);
    expect((await site.send('PUT', 'invoice.json/1', second, { user })).status).toBe(204);
    expect((await site.get('invoice.json/1', { user })).body.template).toBe('second');
    expect((await site.send('PUT', 'invoice.json/99', second, { user })).status).toBe(404);
  });

  it('is limited to allowed addresses', async () => {
    const { site } = await start();
    await site.control('PUT', 'settings', { allowedIps: '192.0.2.1, 127.0.0.1' });
    expect((await site.get('invoice.json/1')).status).toBe(200);
    await site.control('PUT', 'settings', { allowedIps: '127.0.0' });
    const { status, body } = await site.get('invoice.json/1');
    expect({ status, body }).toEqual({
      status: 403,
      body: { code: 403, message: 'IP address is not allowed' },
    });
  });
});

describe('a single invoice', () => {
  it('is found by its id, parsed like PHP parses integers', async () => {
    const { site } = await start();
    const { text } = await site.get('invoice.json/7');
    for (const id of ['0007', '7/whatever', '7x', '7.9', '7e0', '%207']) {
      expect((await site.get(`invoice.json/${id}`)).text).toBe(text);
    }
    expect((await site.get('invoice.json/20260007')).status).toBe(404);
    const list = await site.get('invoice.json');
    for (const id of ['0', '-1', 'abc', 'A20260007', 'findAll', '']) {
      expect((await site.get(`invoice.json/${id}`)).text).toBe(list.text);
    }
    expect((await site.get('invoice.json/0.5')).status).toBe(400);
  });

  it('has no headers about its age', async () => {
    const { site } = await start();
    const { headers } = await site.get('invoice.json/1');
    const told = Object.fromEntries(headers);
    expect(told).toMatchObject({ ...always, 'content-type': 'application/json' });
    for (const name of ['etag', 'last-modified', 'x-generator'])
      expect(told).not.toHaveProperty(name);
  });

  it('can be read without clean URLs', async () => {
    const { site } = await start();
    const { text } = await site.get('invoice.json/1');
    const headers = { authorization: `Basic ${btoa('sandbox:sandbox')}` };
    for (const path of [
      '?q=invoice/api/invoice.json/1',
      'index.php?q=invoice/api/invoice.json/1',
    ]) {
      expect((await site.page(path, { headers })).text).toBe(text);
    }
    const listed = await site.page('?q=invoice/api/invoice.json&max_results=1', { headers });
    expect(listed.body).toHaveLength(1);
    const slashed = await site.page('index.php/invoice/api/invoice.json/1', { headers });
    expect(slashed.status).toBe(404);
  });

  it('has a correct number only if it is all digits', async () => {
    const { site } = await start({ empty: true });
    const numbers = async (format: object) => {
      await site.send('POST', 'invoice.json', { ...smallest, ...format });
      const [{ id, number }] = (await site.get('invoice.json?max_results=1')).body;
      return [number, (await site.get(`invoice.json/${id}`)).body.number];
    };
    expect(await numbers({})).toEqual(['20260001', '20260001']);
    expect(await numbers({ prefix: '%y%m', leading_zeros: 1 })).toEqual(['26112', '26112']);
    expect(await numbers({ prefix: 'F-%n/%j-', leading_zeros: 3 })).toEqual(['F-11/20-003', '0']);
    expect(await numbers({ prefix: '%Y-' })).toEqual(['2026-0004', '2026']);
    expect(await numbers({ prefix: '%f%M' })).toEqual(['fNov0005', '0']);
    expect(await numbers({ prefix: '%Y%m%d%H%i%s' })).toEqual([
      '202611201000000006',
      '202611201000000006',
    ]);
    // If the garbled number is the id of an invoice, that invoice's format is used.
    expect(await numbers({ prefix: '2-' })).toEqual(['2-0007', '26112']);
  });
});

describe('the list', () => {
  const ids = async (site: SiteCaller, query: string, user = 'sandbox') =>
    (await site.get(`invoice.json${query}`, { user })).body.map(({ id }: { id: number }) => id);

  it('is sorted newest first, in pages, and repeats the last page', async () => {
    const { site } = await start();
    await site.control('POST', 'invoices', { count: 5 });
    expect(await ids(site, '')).toEqual([17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(await ids(site, '?max_results=7&page=1')).toEqual([10, 9, 8, 7, 6, 5, 4]);
    for (const page of [2, 3, 99]) {
      expect(await ids(site, `?max_results=7&page=${page}`)).toEqual([3, 2, 1]);
    }
    expect(await ids(site, '?max_results=100000')).toHaveLength(17);
    for (const query of ['?max_results=0', '?max_results=abc', '?page=-3', '?page=abc']) {
      expect(await ids(site, query)).toHaveLength(15);
    }
    expect(await ids(site, '?max_results=3&order=asc')).toEqual([1, 2, 3]);
    expect(await ids(site, '?max_results=3&order=ASC')).toEqual([17, 16, 15]);
  });

  it('is empty without invoices', async () => {
    const { site } = await start({ empty: true });
    for (const query of ['', '?page=5', '?template=second']) {
      expect((await site.get(`invoice.json${query}`)).text).toBe('[]');
    }
  });

  it('sorts by a column whose name has no "_"', async () => {
    const { site, runtime } = await start();
    runtime.advance(1_000);
    await site.control('PATCH', 'invoices/4', { description: 'x' });
    for (const sort of ['n.changed', 'changed', 'n.CHANGED']) {
      expect((await ids(site, `?sort=${sort}`))[0]).toBe(4);
    }
    expect(await ids(site, '?sort=ii.iid&order=asc&max_results=2')).toEqual([1, 2]);
    for (const [sort, said] of [
      ['nosuch', 'nosuch'],
      ['ii.pay_status', 'ii.paystatus'],
      ['N.nid', 'N.nid'],
    ]) {
      const { status, body } = await site.get(`invoice.json?sort=${sort}`);
      expect({ status, code: body.code }).toEqual({ status: 500, code: 500 });
      expect(body.message).toContain(`Unknown column '${said}'`);
    }
  });

  it('filters by template, customer and creation date', async () => {
    const { site, runtime } = await start({ empty: true });
    await site.control('PUT', 'settings', { timeZone: 'Europe/Amsterdam' });
    runtime.advanceTo('2026-11-30T22:59:59Z');
    const customer = { customer_number: 7 };
    await site.send('POST', 'invoice.json', { ...smallest, customer });
    runtime.advanceTo('2026-11-30T23:00:00Z');
    await site.send('POST', 'invoice.json', { ...smallest, template: 'second' });
    expect((await site.get('invoice.json/1')).body.created).toBe('2026-11-30 23:59:59');
    expect((await site.get('invoice.json/2')).body.created).toBe('2026-12-01 00:00:00');
    expect(await ids(site, '?template=SECOND')).toEqual([2]);
    expect(await ids(site, '?template=third')).toEqual([]);
    expect(await ids(site, '?customer_number=7')).toEqual([1]);
    expect(await ids(site, '?year=2026')).toEqual([2]);
    expect(await ids(site, '?year=2026&month=11')).toEqual([1]);
    expect(await ids(site, '?month=11&day=30')).toEqual([1]);
    expect(await ids(site, '?day=1')).toEqual([2]);
    expect(await ids(site, '?year=2025&month=11')).toEqual([]);
    for (const query of ['?year=abc', '?month=abc', '?day=abc']) {
      const { status, headers, text } = await site.get(`invoice.json${query}`);
      expect(status).toBe(500);
      expect(headers.get('content-type')).toBe('application/json');
      expect(text).toContain('The website encountered an unexpected error.');
    }
  });
});

describe('a missing resource', () => {
  it('is a Drupal page', async () => {
    const { site } = await start();
    for (const path of ['invoice.xml/1', 'invoice.pdf', 'invoice.html', 'x/<b>']) {
      const { status, text, headers } = await site.get(path);
      expect({ path, status, type: headers.get('content-type') }).toEqual({
        path,
        status: 404,
        type: 'text/html; charset=utf-8',
      });
      expect(headers.get('x-generator')).toMatch(/^Drupal 7/);
      expect(text).toContain('could not be found.');
      expect(text).not.toContain('<b>');
    }
  });

  it('is JSON in each format if only the invoice is missing', async () => {
    const { site } = await start();
    for (const [format, type] of [
      ['html', 'text/html;charset=UTF-8'],
      ['pdf', 'application/pdf'],
    ]) {
      const { status, text, headers } = await site.get(`invoice.${format}/99`);
      expect({ status, text, type: headers.get('content-type') }).toEqual({
        status: 404,
        text: '{"code":404,"message":"Not Found"}',
        type,
      });
    }
  });
});

describe('human-readable formats', () => {
  it('include an HTML page', async () => {
    const { site } = await start();
    const item = { description: '<script>x</script>', quantity: '3', unitcost: '1.10', vat: '9' };
    await site.send('POST', 'invoice.json', { ...sample, prefix: 'A%Y-', items: [item] });
    const { status, headers, text } = await site.get('invoice.html/13');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html;charset=UTF-8');
    for (const said of ['Invoice A2026-0013', 'Awesome company', 'VAT 9%', '$3.30', '$3.60']) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('<script>');
  });

  it('include a PDF, even with characters that its font lacks', async () => {
    const { site } = await start();
    const items = Array.from({ length: 200 }, (_, index) => ({
      ...sample.items[0],
      description: `Item ${index} 東`,
    }));
    await site.send('POST', 'invoice.json', { ...sample, prefix: 'A%Y', items });
    const headers = { authorization: `Basic ${btoa('sandbox:sandbox')}` };
    const response = await fetch(`${site.url}/invoice/api/invoice.pdf/13`, { headers });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="invoice-A20260013.pdf"',
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.3');
    const pages = pdfPages(bytes);
    expect(pages[0]).toContain('Invoice A20260013');
    const described = pages.map((page) => page.match(/^Item \d+ \?$/gm)?.length ?? 0);
    expect(described.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(pages.length).toBeLessThan(8);
    // Rows are not split: cost and net amount are on the same page as the description.
    const amounts = pages.map((page) => page.match(/^\$50\.75$/gm)?.length);
    expect(amounts).toEqual(described.map((count) => count * 2));
  });
});
