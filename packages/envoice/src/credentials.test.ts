import * as v from 'valibot';
import { expect, test } from 'vitest';

import { envoiceCredentialsSchema, envoiceSettingsSchema } from './credentials.ts';

const read = (credentials: unknown) => v.safeParse(envoiceCredentialsSchema, credentials);
const pair = { authKey: 'key', authSecret: 'secret' };
const baseUrlOf = (baseUrl: string) => {
  const { success, output } = read({ ...pair, baseUrl });
  return success ? output.baseUrl : null;
};

test('accepts a key and a secret, and removes white space around them', () => {
  expect(read({ authKey: ' key\n', authSecret: '\tsecret ' }).output).toEqual({
    ...pair,
    baseUrl: 'https://www.envoice.in',
  });
});

test.each([
  ['https://www.envoice.in/', 'https://www.envoice.in'],
  ['https://www.envoice.in', 'https://www.envoice.in'],
  ['HTTPS://WWW.Envoice.in//', 'https://www.envoice.in'],
  ['http://127.0.0.1:4200/envoice/', 'http://127.0.0.1:4200/envoice'],
  ['https://example.com/a//b/', 'https://example.com/a/b'],
])('the base URL %s becomes %s', (given, baseUrl) => expect(baseUrlOf(given)).toBe(baseUrl));

test.each([
  '',
  'www.envoice.in',
  'ftp://www.envoice.in',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user:hunter2@www.envoice.in',
  'https://hunter2@www.envoice.in',
  'https://www.envoice.in/?token=hunter2',
  'https://www.envoice.in/#top',
])('refuses the base URL %j without repeating it', (baseUrl) => {
  const { issues } = read({ ...pair, baseUrl });
  expect(issues).toHaveLength(1);
  expect(issues?.[0].message).toContain('baseUrl must be');
  expect(issues?.[0].message).not.toContain('hunter2');
});

test.each([
  [{ authKey: 'key' }, 'authSecret'],
  [{ ...pair, authKey: '  ' }, 'authKey is empty'],
  [{ ...pair, authKey: 12_345 }, 'authKey must be text'],
  [{ ...pair, authSecret: 'sécret' }, 'authSecret contains a character'],
  [{ ...pair, authSecret: 'a\r\nx-evil: 1' }, 'authSecret contains a character'],
  [{ ...pair, authSecret: 's'.repeat(513) }, 'authSecret is longer'],
  [{ ...pair, password: 'x' }, 'password'],
])('refuses %j', (credentials, message) => {
  expect(read(credentials).issues?.[0].message).toContain(message);
});

test('there are no settings', () => {
  expect(v.is(envoiceSettingsSchema, {})).toBe(true);
  expect(v.is(envoiceSettingsSchema, { colour: 'red' })).toBe(false);
});
