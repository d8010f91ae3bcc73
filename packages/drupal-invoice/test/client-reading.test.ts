import { ConfigError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { createDrupalInvoiceClient } from '../src/client/index.ts';
import { answerText } from './support/answers.ts';
import { createTestClient, failureOf, secrets } from './support/client.ts';
import { answer } from './support/played-site.ts';

const json = { 'content-type': 'application/json' };
/** The header by which Drupal identifies itself in every response. */
const ofDrupal = { 'x-generator': 'Drupal 7 (http://drupal.org)' };
const html = (title: string, body = '') =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const echo = `${secrets.password} ${btoa(`${secrets.username}:${secrets.password}`)}`;
const ofModule = (name: string, status: number) => answer(status, answerText(name), json);

test.each([
  [
    '401',
    answer(401, '', { 'www-authenticate': 'Basic Realm="Invoice API"' }),
    'credentials_refused',
    /user name and password.*active/,
  ],
  [
    '401 of a server',
    answer(401, html('No'), { 'www-authenticate': 'Basic realm="Staging"' }),
    'blocked_in_front',
    /in front.*own/,
  ],
  [
    '403 template',
    ofModule('error-403-template', 403),
    'template_not_readable',
    /allow jane to read.*settings page.*API root user/,
  ],
  [
    '403 write',
    ofModule('error-403-template-permission', 403),
    'template_not_writable',
    /allow jane to write/,
  ],
  [
    '403 address',
    ofModule('error-403-ip', 403),
    'address_not_allowed',
    /IP address.*settings page/,
  ],
  [
    '403 of a CDN',
    answer(403, html('Attention Required! | Cloudflare', echo)),
    'blocked_in_front',
    /CDN, a firewall or the web server(?!.*Attention)/,
  ],
  ['404', ofModule('error-404', 404), 'invoice_not_found', /bare number/],
  [
    '404 page',
    answer(404, html('Page not found'), ofDrupal),
    'module_not_found',
    /\?q=.*Page not found/,
  ],
  [
    '400 template',
    ofModule('error-400-template-required', 400),
    'template_missing',
    /needs a template/,
  ],
  ['400 id', ofModule('error-400-put-without-id', 400), 'id_missing', /needs the id/],
  ['400 other', answer(400, '"No id."', json), 'refused', /says: No id\./],
  ['405', ofModule('error-405-method', 405), 'method_not_allowed', /reads, creates and replaces/],
  ['406', ofModule('error-406-token', 406), 'token_refused', /X-CSRF-Token/],
  ['501', ofModule('error-501-delete', 501), 'never_deleted', /credit invoice/],
  ['500 sort', ofModule('error-list-bad-sort-500', 500), 'sort_unknown', /n\.changed.*SQLSTATE/],
  ['408', answer(408, html('Request Time-out')), 'site_failed', /failed \(HTTP 408\)/],
  ['429', answer(429, '', { 'retry-after': '7' }), 'rate_limited', /in 7 s/],
  [
    '500 page',
    answer(500, html('Error'), ofDrupal),
    'site_failed',
    /Recent log messages.*says: Error/,
  ],
  ['500 of a proxy', answer(500, html('Oops')), 'site_failed', /Recent log messages(?!.*Oops)/],
  ['500 empty', answer(500), 'site_failed', /failed \(HTTP 500\)/],
  [
    '500 of PHP',
    answer(500, `PHP Fatal error: ${echo} in /a.php on line 9`),
    'site_failed',
    /PHP error: PHP Fatal/,
  ],
  [
    '503',
    answer(503, html('Site under maintenance'), { 'retry-after': '60' }),
    'maintenance',
    /in 60 s/,
  ],
  [
    'a page',
    answer(200, html('Welcome'), ofDrupal),
    'answer_unreadable',
    /web page instead of.*says: Welcome/,
  ],
  [
    'a page with the marks of a theme of Drupal',
    answer(
      200,
      html('Welcome', '<meta name="Generator" content="Drupal 7 (http://drupal.org)" />'),
    ),
    'answer_unreadable',
    /says: Welcome/,
  ],
  [
    'a page of somebody else',
    answer(200, html('Congratulations', '<p>Drupal hosting</p>')),
    'answer_unreadable',
    /web page instead of(?!.*Congratulations)/,
  ],
  [
    'a login page',
    answer(200, html('Log in', '<form id="user-login">')),
    'blocked_in_front',
    /asks for a login/,
  ],
  ['nothing', answer(200), 'answer_unreadable', /is empty/],
  ['cut JSON', answer(200, '{"id":7,"items":[', json), 'answer_unreadable', /cut off/],
  [
    'a login elsewhere',
    answer(302, '', { location: 'https://sso.example/login' }),
    'blocked_in_front',
    /login page/,
  ],
  [
    'another host',
    answer(301, '', { location: 'https://www.example.com/drupal/invoice/api/invoice.json/7' }),
    'redirected',
    /Set baseUrl to https:\/\/www\.example\.com\/drupal\./,
  ],
  [
    'a list',
    ofModule('list-page-of-2', 200),
    'list_for_invoice',
    /a list of invoices instead of invoice 7/,
  ],
  ['an empty list', answer(200, [], json), 'list_for_invoice', /a list/],
  ['another invoice', ofModule('get-paid', 200), 'another_invoice', /invoice 1 instead of 7/],
])('%s', async (_, given, reason, message) => {
  const { invoices } = createTestClient({ answer: () => given });
  const error = await failureOf(invoices.get({ id: 7 }));
  expect(error.reason).toBe(reason);
  expect(error.message).toMatch(message);
  expect(error.message).toMatch(/^invoices\.get: /);
});

test('PHP warnings around an invoice do no harm', async () => {
  const warning = '<br />\n<b>Notice</b>:  x in <b>/a.module</b> on line <b>1</b><br />\n';
  const text = `\uFEFF${warning}${answerText('get-paid')}${warning}`;
  const { invoices } = createTestClient({ answer: () => answer(200, text) });
  expect(await invoices.get({ id: 1 })).toMatchObject({ id: 1, number: '20260001' });
});

test('get refuses an amount that is not a number, lookup returns it', async () => {
  const text = '{"id":7,"items":[{"quantity":"1","unitcost":"1,50"}]}';
  const { invoices } = createTestClient({ answer: () => answer(200, text) });
  const error = await failureOf(invoices.get({ id: 7 }));
  expect(error.message).toContain('items[0].unitcost of the invoice is "1,50"');
  expect(await invoices.lookup({ id: 7 })).toMatchObject({
    state: 'found',
    source: text,
    invoice: { items: [{ unitcost: '1,50' }] },
  });
});

test('lookup: absent and forbidden are results, a missing module is an error', async () => {
  const { site, invoices } = createTestClient();
  site.add({ template: 'other' });
  expect(await invoices.lookup({ id: 2 })).toEqual({ state: 'absent' });
  site.users.set(secrets.username, { password: secrets.password, templates: ['default'] });
  expect(await invoices.lookup({ id: 1 })).toEqual({ state: 'forbidden' });
  site.trouble = () => answer(404, html('Page not found'), ofDrupal);
  expect(await failureOf(invoices.lookup({ id: 2 }))).toMatchObject({ reason: 'module_not_found' });
});

test.each([0, -1, 1.5, '', 'abc', '0007', '7/8', 'A20260007', '..', '99999999999', null])(
  'does not send the id %j, as the module would read it as another',
  async (id) => {
    const { site, invoices } = createTestClient();
    for (const call of [invoices.get, invoices.html, invoices.pdf, invoices.lookup]) {
      await expect(call({ id: id as string })).rejects.toThrow(/needs the id of an invoice/);
    }
    await expect(invoices.update({ id: id as string, changes: {} })).rejects.toThrow(
      /needs the id/,
    );
    expect(site.asked).toEqual([]);
  },
);

test('HTML and PDF', async () => {
  const { site, invoices } = createTestClient();
  site.add();
  expect(await invoices.html({ id: 1 })).toContain('<html>Invoice 1</html>');
  expect(await failureOf(invoices.pdf({ id: 1 }))).toMatchObject({ reason: 'pdf_not_available' });
  const bytes = new TextEncoder().encode('%PDF-1.3\n…');
  site.trouble = () => ({
    status: 200,
    headers: { 'content-disposition': 'attachment; filename="invoice-20260001.pdf"' },
    body: bytes,
  });
  expect(await invoices.pdf({ id: 1 })).toEqual({ bytes, fileName: 'invoice-20260001.pdf' });
  site.trouble = () => answer(500, html('Error'), { 'content-type': 'application/pdf' });
  expect(await failureOf(invoices.pdf({ id: 1 }))).toMatchObject({ reason: 'site_failed' });
});

test('retries reads after temporary failures, up to the configured number of attempts', async () => {
  const { site, invoices, waits } = createTestClient({ maxAttempts: 3, answer: () => answer(502) });
  expect(await failureOf(invoices.get({ id: 7 }))).toMatchObject({ reason: 'site_failed' });
  expect(site.asked).toHaveLength(3);
  expect(waits).toHaveLength(2);
});

test('test: the list shows whether we have access; writing also logs in', async () => {
  const client = createTestClient();
  expect(await client.test()).toEqual({ invoiceFound: false });
  client.site.add();
  expect(await client.test({ writing: true })).toEqual({ invoiceFound: true });
  expect(client.site.asked).toEqual([
    'GET /invoice/api/invoice.json',
    // For an empty list, whether it comes from the module.
    'GET /invoice/api/invoice.json/4294967295',
    'GET /invoice/api/invoice.json',
    'POST /user/login',
    'GET /invoice/api/token',
  ]);
  client.site.users.clear();
  expect(await failureOf(client.test())).toMatchObject({ reason: 'credentials_refused' });
});

test('an empty list of other software is not mistaken for the module', async () => {
  const { test: testing } = createTestClient({ answer: () => answer(200, '[]', json) });
  expect(await failureOf(testing())).toMatchObject({ reason: 'list_for_invoice' });
});

test('a site without clean URLs', async () => {
  const base = 'https://example.com/shop/?q=';
  const { site, invoices, requests } = createTestClient({ base });
  const { id } = await invoices.create({ template: 'default', pay_limit: 14 });
  await invoices.update({ id, changes: { pay_status: 'paid' } });
  expect(site.invoices.get(1)?.pay_status).toBe('paid');
  for await (const row of invoices.list({ template: 'default' })) expect(row.id).toBe(1);
  expect(requests.at(-1)?.url).toBe(
    'https://example.com/shop/?q=invoice/api/invoice.json&max_results=100&page=0&template=default',
  );
  expect(requests[0]?.url).toBe('https://example.com/shop/?q=user/login');
});

test.each([{ auth: { kind: 'none' } }, { baseUrl: 'ftp://x' }])(
  'credentials that cannot work are a ConfigError: %j',
  (broken) => {
    const credentials = { baseUrl: 'https://example.com', auth: { kind: 'basic', ...secrets } };
    expect(() =>
      createDrupalInvoiceClient({ credentials: { ...credentials, ...broken } } as never),
    ).toThrow(ConfigError);
  },
);
