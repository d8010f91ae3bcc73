import * as v from 'valibot';
import { expect, test } from 'vitest';

import { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';

const read = (credentials: unknown) => v.safeParse(drupalInvoiceCredentialsSchema, credentials);
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
])('the base URL %j is %s', (given, expected) => {
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
  'https://example.com/#hunter2',
])('refuses the base URL %j, and does not repeat it', (given) => {
  const { issues } = read({ baseUrl: given });
  expect(issues).toHaveLength(1);
  expect(issues?.[0].message).toContain('baseUrl must be');
  expect(issues?.[0].message).not.toContain('hunter2');
});

test.each([
  [undefined, { kind: 'none' }],
  [{ kind: 'none' }, { kind: 'none' }],
  [
    { kind: 'basic', username: 'jané', password: ' pass: wörd ' },
    { kind: 'basic', username: 'jané', password: ' pass: wörd ' },
  ],
  [
    { kind: 'header', name: ' X-Api-Key ', value: ' abc\n' },
    { kind: 'header', name: 'X-Api-Key', value: 'abc' },
  ],
])('authentication %j', (auth, expected) => {
  const credentials = { baseUrl, auth: expected };
  expect(read({ baseUrl, ...(auth ? { auth } : {}) }).output).toEqual(credentials);
  expect(read(credentials).output).toEqual(credentials);
});

test.each([
  [{ kind: 'digest' }, 'none, basic or header'],
  [{ kind: 'none', password: 'hunter2' }, 'password'],
  [{ kind: 'basic', username: 'a:b', password: 'hunter2' }, 'auth.username holds a colon'],
  [{ kind: 'basic', username: '', password: 'hunter2' }, 'auth.username is empty'],
  [{ kind: 'basic', username: 'a', password: '' }, 'auth.password is empty'],
  [{ kind: 'basic', username: 'a', password: 'hunter2\n' }, 'auth.password holds a control'],
  [{ kind: 'basic', username: 'a', password: 1 }, 'auth.password must be text'],
  [{ kind: 'header', name: 'X Key', value: 'hunter2' }, 'auth.name must be'],
  [{ kind: 'header', name: 'Content-Length', value: 'hunter2' }, 'every request has already'],
  [{ kind: 'header', name: 'X-Key', value: 'hunter2\r\nx: y' }, 'auth.value holds'],
  [{ kind: 'header', name: 'X-Key', value: ' ' }, 'auth.value is empty'],
])('refuses the authentication %j', (auth, message) => {
  const { issues } = read({ baseUrl, auth });
  expect(issues?.map((issue) => issue.message).join(' ')).toContain(message);
  expect(issues?.map((issue) => issue.message).join(' ')).not.toContain('hunter2');
});

test('settings: a currency and a time zone, both optional', () => {
  const settings = (given: unknown) => v.safeParse(drupalInvoiceSettingsSchema, given);
  expect(settings({}).output).toEqual({ timeZone: 'UTC' });
  const both = { currency: 'EUR', timeZone: 'Europe/Amsterdam' };
  expect(settings(both).output).toEqual(both);
  expect(settings({ timeZone: 'Mars/Olympus' }).issues?.[0].message).toContain('IANA');
  expect(settings({ timeZone: '' }).success).toBe(false);
  expect(settings({ currency: 'euro' }).issues?.[0].message).toContain('ISO 4217');
  expect(settings({ colour: 'red' }).success).toBe(false);
});
