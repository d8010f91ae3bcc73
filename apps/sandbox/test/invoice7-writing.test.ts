import { describe, expect, it } from 'vitest';

import { startSandbox } from './harness.ts';
import { sample, SiteCaller } from './site.ts';

async function start(options: { readonly empty?: boolean } = {}) {
  const { control, runtime } = await startSandbox();
  const site = new SiteCaller(control);
  if (options.empty === true) await site.control('POST', 'reset', { empty: true });
  return { control, runtime, site };
}

const smallest = { template: 'default', pay_limit: 14 };
const replaced = { ...smallest, leading_zeros: 4 };

describe('writing', () => {
  it('requires name and password, session and token together', async () => {
    const { site } = await start();
    const { cookie, token } = await site.ticket();
    const authorization = `Basic ${btoa('sandbox:sandbox')}`;
    const alone = (await site.ask('token', {})).text;
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      for (const headers of [
        { authorization },
        { authorization, cookie },
        { authorization, 'x-csrf-token': alone },
        { authorization, cookie, 'x-csrf-token': alone },
        { authorization, cookie: `${cookie}x`, 'x-csrf-token': token },
      ]) {
        const { status, body } = await site.ask('invoice.json/1', { method, headers });
        expect({ status, body }).toEqual({
          status: 406,
          body: { code: 406, message: 'Token validation failed' },
        });
      }
    }
    const head = await site.ask('invoice.json/1', { method: 'HEAD', headers: { authorization } });
    expect(head.status).toBe(406);
  });

  it('continues with one login, though every call deletes the cookie', async () => {
    const { site } = await start();
    const { cookie } = await site.ticket();
    const [name] = cookie.split('=');
    expect(name).toMatch(/^SESS[0-9a-f]{32}$/);
    const page = () => site.page('user/2', { headers: { cookie } });
    expect((await page()).status).toBe(200);
    for (let time = 0; time < 3; time += 1) {
      const { status, headers } = await site.send('POST', 'invoice.json', smallest);
      expect(status).toBe(201);
      expect(headers.get('set-cookie')).toMatch(new RegExp(`^${name}=deleted; .*Max-Age=0`));
    }
    // The user whose cookie it was is logged out.
    expect((await page()).status).toBe(403);
    expect((await site.get('invoice.json/1')).headers.get('set-cookie')).toBeNull();
  });

  it('is rejected once the site has a new key', async () => {
    const { site } = await start();
    const { cookie, token } = await site.ticket();
    await site.control('POST', 'tokens/revoke');
    expect((await site.send('POST', 'invoice.json', smallest)).status).toBe(406);
    const renewed = await site.ask('token', { headers: { cookie } });
    expect(renewed.text).not.toBe(token);
    const headers = { 'x-csrf-token': renewed.text };
    expect((await site.send('POST', 'invoice.json', smallest, { headers })).status).toBe(201);
  });

  it('requires a login, with at most five wrong passwords', async () => {
    const { site, runtime } = await start();
    const wrong = { name: 'reader', pass: 'wrong' };
    for (let time = 0; time < 5; time += 1) {
      const answer = await site.login(wrong);
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.text).toContain('unrecognized username or password');
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const right = { name: 'reader', pass: 'reader' };
    expect((await site.login(right)).status).toBe(403);
    expect((await site.login({ name: 'second', pass: 'second' })).status).toBe(302);
    runtime.advance(6 * 3_600_000);
    const { status, headers } = await site.login(right);
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(`${site.url}/user/4`);
  });
});

describe('POST', () => {
  it('returns the location of the invoice, not its contents', async () => {
    const { site } = await start();
    const { status, headers, body } = await site.send('POST', 'invoice.json', sample);
    expect(status).toBe(201);
    const href = `${new URL(site.url).origin}/invoice/api/invoice.json/13`;
    expect(headers.get('location')).toBe(href);
    expect(body).toEqual({ _links: { self: { href } } });
    const read = (await site.get('invoice.json/13')).body;
    expect(read).toMatchObject({
      id: 13,
      nid: 13,
      leading_zeros: 4,
      pay_limit: 0,
      pay_status: 'paid',
      customer: { customer_number: 1, building_number: '1', coc_number: '12345678' },
      items: [{ weight: 0, quantity: 1, unitcost: 50.75, vat: 21 }, { quantity: 28 }],
      created: '2026-11-20 10:00:00',
    });
  });

  it('parses values like PHP, without validation', async () => {
    const { site } = await start({ empty: true });
    const item = {
      description: 5,
      quantity: '1,5',
      unitcost: '12.0005abc',
      vat: '9%',
      weight: '3',
    };
    const body = {
      template: 'DEFAULT',
      pay_limit: '14',
      pay_status: 'Paid',
      leading_zeros: 0,
      prefix: '',
      description: ['one'],
      extra: 1,
      customer: { company_name: 7, country: null },
      items: [item, {}],
    };
    expect((await site.send('POST', 'invoice.json', body)).status).toBe(201);
    expect((await site.get('invoice.json/1')).body).toMatchObject({
      template: 'default',
      leading_zeros: 4,
      prefix: '%Y',
      description: 'one',
      pay_limit: 14,
      pay_status: 'unpaid',
      customer: { customer_number: 1, company_name: '7', country: null },
      items: [
        { id: 2, weight: 0, description: null, quantity: 0, unitcost: 0, vat: 0 },
        { id: 1, weight: 3, description: '5', quantity: 1, unitcost: 12.001, vat: 9 },
      ],
    });
    for (const payStatus of [true, 0]) {
      await site.send('POST', 'invoice.json', { ...smallest, pay_status: payStatus });
    }
    const listed = (await site.get('invoice.json')).body;
    expect(listed.map((row: { pay_status: string }) => row.pay_status)).toEqual([
      'paid',
      'paid',
      'unpaid',
    ]);
  });

  it.each([
    [{ pay_limit: undefined }],
    [{ pay_limit: '14x' }],
    [{ pay_limit: -1 }],
    [{ pay_limit: 65_536 }],
    [{ template: 'third' }],
    [{ leading_zeros: 'four' }],
    [{ leading_zeros: 256 }],
    [{ leading_zeros: 250 }],
    [{ prefix: 'x'.repeat(51) }],
    [{ description: ['one', 'two'] }],
    [{ description: 'four bytes: 😀' }],
    [{ customer: { city: 'x'.repeat(51) } }],
    [{ customer: { customer_number: '12abc' } }],
    [{ items: [{ quantity: 1, unitcost: 1, vat: -1 }] }],
    [{ items: [{ quantity: 1, unitcost: 1, weight: 128 }] }],
  ])('with %j returns an empty 500 and saves nothing', async (change) => {
    const { site } = await start();
    const answer = await site.send('POST', 'invoice.json', { ...smallest, ...change });
    expect(answer).toMatchObject({ status: 500, text: '' });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect((await site.get('invoice.json?max_results=1')).body[0].id).toBe(12);
  });

  it('converts items of other types like PHP', async () => {
    const { site } = await start({ empty: true });
    const items = ['abc', 7, null, { quantity: true, unitcost: [1], vat: {} }];
    await site.send('POST', 'invoice.json', { ...smallest, items });
    const { body } = await site.get('invoice.json/1');
    const nothing = { description: null, quantity: 0, unitcost: 0, vat: 0 };
    expect(body.items).toMatchObject([
      { ...nothing, description: 'a' },
      nothing,
      nothing,
      { ...nothing, quantity: 1 },
    ]);
  });

  it.each([
    '',
    '{',
    '[]',
    '"x"',
    '{}',
    '{"template":" "}',
    '{"template":["default"]}',
    '{"template":"default","pay_limit":1,"description":"\\ud800"}',
    Buffer.from('{"template":"default","pay_limit":1,"description":"\xe9"}', 'latin1'),
  ])('rejects a body without a template: %s', async (body) => {
    const { site } = await start();
    const { status, body: answer } = await site.send('POST', 'invoice.json', body);
    expect({ status, answer }).toEqual({
      status: 400,
      answer: { code: 400, message: 'Template is required' },
    });
  });

  it('reuses the number of a customer with the same name, or assigns the next free one', async () => {
    const { site } = await start({ empty: true });
    const number = async (customer: object, template = 'default') => {
      await site.send('POST', 'invoice.json', { ...smallest, template, customer });
      return Number(
        (await site.get('invoice.json?max_results=1')).body[0].customer.customer_number,
      );
    };
    const company = { company_name: 'Fish BV', country: 'Nederland' };
    expect(await number({ ...company, customer_number: 40 })).toBe(40);
    expect(await number({ company_name: 'FISH BV', country: 'nederland' })).toBe(40);
    expect(await number({ company_name: 'Fish BV' })).toBe(41);
    const person = { lastname: 'Jansen', zipcode: '1234 AB', building_number: 7 };
    expect(await number({ ...person, customer_number: 0 })).toBe(42);
    expect(await number(person)).toBe(42);
    // Numbers of other templates don't count.
    expect(await number({ ...company, customer_number: 90 }, 'second')).toBe(90);
    expect(await number({})).toBe(43);
  });

  it('assigns the id after the newest: reuses a deleted one, and continues after an explicit one', async () => {
    const { site } = await start();
    const made = async () => {
      const { headers } = await site.send('POST', 'invoice.json', smallest);
      return headers.get('location')?.split('/').at(-1);
    };
    expect(await made()).toBe('13');
    await site.control('DELETE', 'invoices/13');
    expect(await made()).toBe('13');
    expect((await site.get('invoice.json/13')).body.nid).toBe(14);
    await site.control('POST', 'invoices', { number: 500 });
    expect(await made()).toBe('501');
    await site.control('DELETE', 'invoices/5');
    expect(await made()).toBe('502');
  });
});

describe('PUT', () => {
  it('clears missing members, except for items', async () => {
    const { site, runtime } = await start({ empty: true });
    await site.send('POST', 'invoice.json', sample);
    const before = (await site.get('invoice.json/1')).body;
    runtime.advance(60_000);
    const answer = await site.send('PUT', 'invoice.json/1', replaced);
    expect(answer).toMatchObject({ status: 204, text: '' });
    const after = (await site.get('invoice.json/1')).body;
    expect(after).toMatchObject({
      nid: before.nid,
      prefix: null,
      description: null,
      pay_limit: 14,
      pay_status: 'unpaid',
      number: '0001',
      customer: { id: 1, customer_number: 2, company_name: null, vat_number: null },
      created: before.created,
      changed: '2026-11-20 10:01:00',
    });
    expect(after.items).toEqual(before.items);

    for (const items of [[], null]) {
      await site.send('PUT', 'invoice.json/1', { ...replaced, items });
      expect((await site.get('invoice.json/1')).body.items).toEqual(before.items);
    }
    const [, second] = before.items;
    await site.send('PUT', 'invoice.json/1', { ...replaced, items: [second] });
    expect((await site.get('invoice.json/1')).body.items).toEqual([{ ...second, id: 3 }]);
  });

  it.each([
    [{ leading_zeros: undefined }],
    [{ pay_limit: undefined }],
    [{ leading_zeros: '' }],
    [{ template: 'third' }],
    [{ items: [{ quantity: 1, unitcost: 1, vat: -1 }] }],
  ])('with missing members (%j) returns an empty 500 and changes nothing', async (change) => {
    const { site } = await start();
    const { text } = await site.get('invoice.json/1');
    const answer = await site.send('PUT', 'invoice.json/1', { ...replaced, ...change });
    expect(answer).toMatchObject({ status: 500, text: '' });
    expect((await site.get('invoice.json/1')).text).toBe(text);
  });

  it('requires an existing invoice', async () => {
    const { site } = await start();
    for (const [id, status] of [
      ['', 400],
      ['abc', 400],
      ['99', 404],
    ] as const) {
      expect((await site.send('PUT', `invoice.json/${id}`, replaced)).status).toBe(status);
    }
  });
});
