import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import { startSandbox } from './harness.ts';
import type { ManualRuntime } from './manual-runtime.ts';
import { SiteCaller } from './site.ts';

/**
 * Responses recorded from the real module (release 7.x-1.3, Drupal 7.105, PHP 7.4, MariaDB). The
 * stand-in replays what happened on that site, second by second, and must return the same bytes.
 */
const folder = new URL('../../../vendor/drupal-invoice/answers/', import.meta.url);
/** The recording may have added a newline at the end of a file. */
const recorded = (name: string) => readFileSync(new URL(name, folder), 'utf8').trimEnd();

const usual = { template: 'default', leading_zeros: 4, prefix: '%Y' };
const bakery = {
  ...usual,
  description: 'Thank you',
  pay_limit: 0,
  pay_status: 'paid',
  customer: {
    customer_number: 1,
    company_name: 'Made-Up Bakery BV',
    firstname: 'Anna',
    lastname: 'Voorbeeld',
    street: 'Teststraat',
    building_number: 12,
    zipcode: '0000 AA',
    city: 'Nergenshuizen',
    state: 'Utrecht',
    country: 'Nederland',
    coc_number: 99_999_999,
    vat_number: 'NL000000000B01',
    description: 'Pays on time',
  },
  items: [
    { description: 'Bread, November', quantity: '1', unitcost: '50.75', vat: '21' },
    { description: 'Deliveries', quantity: '28', unitcost: '0.22', vat: '21' },
  ],
};
const item = (description: string, quantity: unknown, unitcost: unknown, vat: unknown) => ({
  description,
  quantity,
  unitcost,
  vat,
});
const solo = (format: { readonly prefix: string; readonly leading_zeros?: number }) => ({
  ...usual,
  pay_limit: 14,
  customer: { company_name: 'Solo BV' },
  items: [item('Hours', 3, 10.005, 21), item('More', 1, '0.125', 5.5)],
  ...format,
});
const mixed = {
  ...usual,
  description: 'x',
  pay_limit: 30,
  pay_status: 'paid',
  customer: {
    customer_number: 7,
    company_name: 'Solo BV',
    lastname: 'Jansen',
    country: 'Nederland',
  },
  items: [
    { ...item('Pens', 2.5, 38.675, 21), weight: 1 },
    item('Discount €', -1, 5, 21),
    { ...item('Book', 3, 0.333, 9), weight: 2 },
    item('zero', 1, 1_000, 0),
  ],
};
const fish = { ...usual, pay_limit: 14, customer: { company_name: 'Made-Up Fish BV' } };
const bare = (payLimit: number) => ({ ...usual, pay_limit: payLimit });

/** Replays the recorded site's day and collects the responses. */
async function replay(options: { readonly site: SiteCaller; readonly runtime: ManualRuntime }) {
  const { site, runtime } = options;
  const answers = new Map<string, string>();
  const at = (time: string) => runtime.advanceTo(`2026-11-28T${time}Z`);
  const post = async (body: object) =>
    expect((await site.send('POST', 'invoice.json', body)).status).toBe(201);
  const put = async (id: number, body: object) =>
    expect((await site.send('PUT', `invoice.json/${id}`, body)).status).toBe(204);
  /** Without its pay_limit: only the node's id is used up. */
  const failEarly = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const answer = await site.send('POST', 'invoice.json', { ...usual });
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 500, text: '' });
    }
  };
  /** Fails at an item: the ids of node, customer and the items before it are used up. */
  const failLate = async (goodItems: number) => {
    const items = [...Array<object>(goodItems).fill(item('a', 1, 1, 1)), item('b', 1, 1, -1)];
    const answer = await site.send('POST', 'invoice.json', { ...fish, items });
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 500, text: '' });
  };

  await site.control('POST', 'reset', { empty: true });
  at('17:20:27');
  await post(bakery);
  await failEarly(4);
  at('17:21:43');
  const small = {
    ...usual,
    pay_limit: 30,
    customer: { customer_number: 2, company_name: 'Solo' },
    items: [item('a', 1, '10.0005', 9)],
  };
  await post(small);
  at('17:21:44');
  await post(bare(30));
  await post(bare(30));
  await post(mixed);
  const { items: _kept, ...others } = small;
  await put(2, {
    ...others,
    pay_status: 'paid',
    customer: { company_name: 'Solo', customer_number: 9 },
  });
  at('17:24:20');
  for (const prefix of ['A%Y', '%Y-', 'INV/%Y/', '%y%m']) await post(solo({ prefix }));
  at('17:24:21');
  await post(solo({ prefix: '%Y%b' }));
  await post(solo({ prefix: '%Y' }));
  await post(solo({ prefix: 'F', leading_zeros: 5 }));
  at('17:24:24');
  await post(bakery);
  at('17:28:21');
  const hours = { ...usual, pay_limit: 14, items: [item('Hours', 3, 10, 21)] };
  await post({ ...hours, template: 'second', customer: { company_name: 'Second BV' } });
  at('17:28:22');
  await post({ ...hours, pay_status: 'paid', customer: { company_name: 'After second' } });
  for (const goodItems of [3, 3, 1]) await failLate(goodItems);
  await failEarly(2);
  at('17:31:20');
  await post({
    ...bare(14),
    customer: { company_name: 'Café "X" / <b>', coc_number: '0012345' },
    items: [item('multi\nline', 0.1, 1_234_567.891, 6)],
  });
  await post({ ...bare(14), items: [item('x', 2, 1, 0)] });
  answers.set('list-page-of-2', (await site.get('invoice.json?max_results=2&page=0')).text);
  at('17:31:51');
  await put(1, bakery);
  await put(13, bakery);
  at('17:31:52');
  await site.control('PUT', 'settings', { https: true });
  answers.set('post-201-created', await postAs({ site, host: 'shop.example', body: fish }));
  await site.control('PUT', 'settings', {});
  at('17:33:13');
  const two = [item('x', 1, 5, 9), item('y', 1, 6, 9)];
  const fifty = { ...fish, customer: { ...fish.customer, customer_number: 50 }, items: two };
  await post(fifty);
  at('17:34:15');
  await put(19, { ...fifty, pay_status: 'paid' });
  await failLate(0);
  await failEarly(1);
  at('17:36:07');
  await post({ ...fish, items: [item('Half', 0.5, 20.089, 0)] });
  await post(bare(1));
  await post(bare(1));
  at('17:36:09');
  await post(bare(1));
  at('17:37:12');
  await post(bakery);

  for (const [name, path] of [
    ['get-paid', '1'],
    ['get-most-members-null', '2'],
    ['get-no-items', '3'],
    ['get-mixed-rates-and-weights', '5'],
    ['get-letter-prefix-number-is-0', '6'],
    ['get-dash-prefix-number-is-2026', '7'],
    ['get-escapes-and-tenths', '16'],
    ['get-two-step-rounding', '20'],
    ['error-404', '999'],
    ['list-default-15-newest-first', ''],
    ['error-list-bad-sort-500', '?sort=nosuch'],
  ] as const) {
    answers.set(name, (await site.get(`invoice.json/${path}`.replace('/?', '?'))).text);
  }
  const dutch = { locale: 'nl_NL.utf8', dateFormat: 'd-m-Y' };
  await site.control('PUT', 'settings', { templates: { default: dutch } });
  answers.set('get-nl-locale', (await site.get('invoice.json/13')).text);
  await site.control('PUT', 'settings', { allowedIps: '192.0.2.1' });
  answers.set('error-403-ip', (await site.get('invoice.json/1')).text);
  await site.control('PUT', 'settings', {});

  const user = 'second';
  const foreign = await site.send('POST', 'invoice.json', bare(1), { user });
  answers.set('error-403-template-permission', foreign.text);
  answers.set('error-403-template', (await site.get('invoice.json/1', { user })).text);
  const account = { authorization: `Basic ${btoa('sandbox:sandbox')}` };
  for (const [name, method, path, body] of [
    ['error-400-put-without-id', 'PUT', 'invoice.json', '{}'],
    ['error-400-template-required', 'POST', 'invoice.json', '{}'],
    ['error-405-method', 'PATCH', 'invoice.json/1', '{}'],
    ['error-501-delete', 'DELETE', 'invoice.json/1', undefined],
  ] as const) {
    answers.set(name, (await site.send(method, path, body)).text);
  }
  const bareWrite = { method: 'DELETE', headers: account };
  answers.set('error-406-token', (await site.ask('invoice.json/1', bareWrite)).text);
  return answers;
}

/** Sends a custom host, which `fetch` does not allow, and the https cookie. */
async function postAs(options: {
  readonly site: SiteCaller;
  readonly host: string;
  readonly body: object;
}): Promise<string> {
  const { site, host, body } = options;
  const ask = (path: string, init: { method: string; headers: object; body: string }) =>
    new Promise<{ text: string; cookie: string }>((resolve, reject) => {
      const { method } = init;
      const headers = { ...init.headers, host };
      const sent = request(`${site.url}/${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            text: Buffer.concat(chunks).toString(),
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          }),
        );
      });
      sent.on('error', reject);
      sent.end(init.body);
    });
  const form = 'name=sandbox&pass=sandbox&form_id=user_login&op=Log+in';
  const { cookie } = await ask('user/login', { method: 'POST', headers: {}, body: form });
  expect(cookie).toMatch(/^SSESS[0-9a-f]{32}=/);
  const { text: token } = await ask('invoice/api/token', {
    method: 'GET',
    headers: { cookie },
    body: '',
  });
  const authorization = `Basic ${btoa('sandbox:sandbox')}`;
  const headers = { cookie, authorization, 'x-csrf-token': token };
  const post = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await ask('invoice/api/invoice.json', post)).text;
}

describe('the recorded responses of the real module', () => {
  it('are reproduced byte for byte', async () => {
    const { control, runtime, stop } = await startSandbox();
    onTestFinished(stop);
    const answers = await replay({ site: new SiteCaller(control), runtime });

    const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
    expect([...answers.keys()].toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      expect({ name, text: answers.get(name) }).toEqual({ name, text: recorded(`${name}.json`) });
    }
  });
});
