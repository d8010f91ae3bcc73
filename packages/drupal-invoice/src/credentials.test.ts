import * as v from 'valibot';
import { expect, test } from 'vitest';

import { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';

const auth = { kind: 'basic', username: 'relay', password: 'hunter2' };
const read = (credentials: object) =>
  v.safeParse(drupalInvoiceCredentialsSchema, { auth, ...credentials });
const baseUrl = 'https://example.com';
const baseUrlOf = (given: string) => {
  const { success, output } = read({ baseUrl: given });
  return success ? output.baseUrl : null;
};

test.each([
  ['https://example.com', 'https://example.com'],
  [' https://example.com/\n', 'https://example.com'],
  ['HTTPS://Example.com//', 'https://example.com'],
  ['https://example.com/drupal/', 'https://example.com/drupal'],
  ['https://example.com/a//b/', 'https://example.com/a/b'],
  ['http://127.0.0.1:8080/drupal', 'http://127.0.0.1:8080/drupal'],
  ['https://example.com:443', 'https://example.com'],
  ['https://example.com/invoice/api', 'https://example.com'],
  ['https://example.com/nl/invoice/api/', 'https://example.com/nl'],
  ['https://example.com/invoice/api/invoice.json', 'https://example.com'],
  ['https://example.com/sub/invoice/api/invoice.json/1', 'https://example.com/sub'],
  ['https://example.com/invoice/api/invoice.pdf/20260007/', 'https://example.com'],
  ['https://example.com/invoice/api/invoice/api', 'https://example.com'],
  ['https://example.com/invoice', 'https://example.com/invoice'],
  ['https://example.com/index.php', 'https://example.com/index.php?q='],
  ['https://example.com/shop/index.php/invoice/api', 'https://example.com/shop/index.php?q='],
  ['https://example.com/?q=', 'https://example.com/?q='],
  ['https://example.com/shop?q=', 'https://example.com/shop/?q='],
  ['https://example.com/shop/index.php?q=', 'https://example.com/shop/index.php?q='],
  ['https://example.com/?q=invoice/api/invoice.json/7', 'https://example.com/?q='],
  ['https://example.com/?q=invoice%2Fapi', 'https://example.com/?q='],
])('the base URL %j becomes %s', (given, expected) => {
  expect(baseUrlOf(given)).toBe(expected);
  expect(baseUrlOf(expected)).toBe(expected);
});

test.each([
  '',
  'example.com',
  'ftp://example.com',
  'javascript:alert(1)',
  'https://user:hunter2@example.com',
  'https://hunter2@example.com',
  'https://example.com/?q=hunter2',
  'https://example.com/?',
  'https://example.com/?q=node/1&hunter2=1',
  'https://example.com/?q=&hunter2=1',
  'https://example.com/?q=hunter2%',
  'https://example.com/?q=%E0%A4hunter2',
  'https://example.com/#hunter2',
])('refuses the base URL %j without repeating it', (given) => {
  const { issues } = read({ baseUrl: given });
  expect(issues).toHaveLength(1);
  expect(issues?.[0].message).toContain('baseUrl must be');
  expect(issues?.[0].message).not.toContain('hunter2');
});

test('HTTP Basic, with or without a header for a proxy', () => {
  const basic = { kind: 'basic', username: 'jané', password: ' pass: wörd ' };
  expect(read({ baseUrl, auth: basic }).output).toEqual({ baseUrl, auth: basic });
  const header = { name: 'X-Api-Key', value: 'abc' };
  const both = { baseUrl, auth: basic, header };
  expect(read({ ...both, header: { name: ' X-Api-Key ', value: ' abc\n' } }).output).toEqual(both);
  expect(read(both).output).toEqual(both);
});

test.each([
  [{ auth: undefined }, 'accepts only HTTP Basic'],
  [{ auth: { kind: 'none' } }, 'accepts only HTTP Basic'],
  [
    { auth: { kind: 'header', name: 'X-Key', value: 'hunter2' } },
    'belongs in header, next to auth',
  ],
  [{ auth: { ...auth, more: 'hunter2' } }, 'more'],
  [{ auth: { ...auth, username: 'a:b' } }, 'auth.username contains a colon'],
  [{ auth: { ...auth, username: '' } }, 'auth.username is empty'],
  [{ auth: { ...auth, password: '' } }, 'auth.password is empty'],
  [{ auth: { ...auth, password: 'hunter2\n' } }, 'auth.password contains a control'],
  [{ auth: { ...auth, password: 'hunter2\ud83e' } }, 'auth.password contains a control'],
  [{ auth: { ...auth, password: 1 } }, 'auth.password must be text'],
  [{ header: { name: 'X Key', value: 'hunter2' } }, 'header.name must be'],
  [{ header: { name: 'Content-Length', value: 'hunter2' } }, 'already have'],
  [{ header: { name: 'Authorization', value: 'hunter2' } }, 'cannot work'],
  [{ header: { name: 'X-Key', value: 'hunter2\r\nx: y' } }, 'header.value contains'],
  [{ header: { name: 'X-Key', value: ' ' } }, 'header.value is empty'],
])('refuses %j', (credentials, message) => {
  const { issues } = read({ baseUrl, ...credentials });
  expect(issues?.map((issue) => issue.message).join(' ')).toContain(message);
  expect(issues?.map((issue) => issue.message).join(' ')).not.toContain('hunter2');
});

test('all settings are optional', () => {
  const settings = (given: unknown) => v.safeParse(drupalInvoiceSettingsSchema, given);
  expect(settings({}).output).toEqual({ timeZone: 'UTC', pageSize: 1000 });
  const all = {
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    templates: ['default'],
    pageSize: 500,
  };
  expect(settings(all).output).toEqual(all);
  expect(settings({ templates: [] }).issues?.[0].message).toContain('omit it');
  expect(settings({ templates: 'default' }).issues?.[0].message).toContain('must be a list');
  expect(settings({ pageSize: 1 }).issues?.[0].message).toContain('10 or more');
  expect(settings({ timeZone: 'Mars/Olympus' }).issues?.[0].message).toContain('IANA');
  expect(settings({ timeZone: '' }).success).toBe(false);
  expect(settings({ currency: 'euro' }).issues?.[0].message).toContain('ISO 4217');
  expect(settings({ colour: 'red' }).success).toBe(false);
});
