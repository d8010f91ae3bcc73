import { createHmac } from 'node:crypto';

import { buildRequest } from '@invoice-relay/core/testing';
import { describe, expect, test } from 'vitest';

import { verify } from '../src/webhook/verify.ts';
import { parse } from '../src/webhook/parse.ts';
import { normalize } from '../src/normalize/normalize.ts';
import { credentials } from './support/sign-webhook.ts';
import { digestsBy, files, first, read, ways } from './support/signing-ways.ts';
import type { Way } from './support/signing-ways.ts';

const { authKey, authSecret } = credentials;
const digests = digestsBy(authSecret);
const hmac = (text: string) => createHmac('sha256', authSecret).update(text).digest();
const dashed = (digest: Buffer) =>
  digest
    .toString('hex')
    .toUpperCase()
    .replaceAll(/..(?=.)/g, '$&-');

const check = (
  request: ReturnType<typeof buildRequest>,
  scheme: Parameters<typeof verify>[1]['scheme'],
) => verify(request, { credentials: [credentials], scheme, now: 0 });

/** Another activity by the same writer, without anything that writers serialize differently. */
const another = (activity: string) =>
  activity
    .replace(/"Message":"(?:[^"\\]|\\.)*"/s, '"Message":"Invoice was paid"')
    .replace('99120', '99121');

function expectFound(way: Way, activity: string, digest: (text: string) => Buffer) {
  const sent = (one: string) => {
    const { body, text } = way(one);
    return buildRequest({ body: body(digest(text).toString('hex')) });
  };
  const request = sent(activity);
  const found = check(request, 'auto');
  expect(found).toEqual({ scheme: expect.anything() });
  const { scheme = 'auto' } = found;
  // Pinned once, it verifies this webhook, a repeat, and what the same writer sends next.
  expect(check(request, scheme)).toEqual(found);
  expect(check(sent(activity), scheme)).toEqual(found);
  expect(check(sent(another(activity)), scheme).scheme).toBeDefined();
  const [one] = parse(request, { now: 0 });
  expect(normalize(one)[0].type).toBe('invoice.paid');
}

const activities = files.filter((file) => file.endsWith('.activity'));

describe.each(activities)('%s', (file) => {
  test.each(Object.keys(digests))(
    'is found by its %s, however it is signed',
    (name) => {
      for (const way of Object.values(ways)) expectFound(way, read(file), digests[name]!);
    },
    120_000,
  );
});

test.each(files.filter((file) => file.endsWith('.payload')))('%s is found as it is', (file) => {
  const payloadOf = (activity: string) =>
    read(file).replace(read(file.replace('.payload', '.activity')), activity);
  const activity = read(file.replace('.payload', '.activity'));
  expect(payloadOf(activity)).toBe(read(file));
  for (const digest of Object.values(digests)) {
    const body = (one: string) => (signature: string) =>
      payloadOf(one).replace('"Signature":null', `"Signature":"${signature}"`);
    expectFound((one) => ({ body: body(one), text: payloadOf(one) }), activity, digest);
  }
});

test('a scheme pinned from an ambiguous webhook verifies the next one', () => {
  const activity = read('Utc.newtonsoft.activity');
  for (const [name, way] of Object.entries(ways)) {
    const sent = (one: string) => {
      const { body, text } = way(one);
      return buildRequest({ body: body(hmac(text).toString('hex')) });
    };
    const { scheme = 'auto' } = check(sent(another(activity)), 'auto');
    expect({ name, ...check(sent(activity), scheme) }).toEqual({ name, scheme: expect.anything() });
  }
});

describe.each(['Utc', 'Local', 'Unspecified'])('%s: one writer signs, another sends', (kind) => {
  const newtonsoft = read(`${kind}.newtonsoft.activity`);
  const simpleJson = read(`${kind}.simplejson.activity`);
  const signedBy = (one: string) => (one === simpleJson ? newtonsoft : another(newtonsoft));
  test('Newtonsoft signs what SimpleJson sends', () => {
    const payload = (one: string) => first(one)('').replace('""', 'null');
    for (const text of [signedBy, (one: string) => payload(signedBy(one))]) {
      expectFound((one) => ({ body: first(one), text: text(one) }), simpleJson, hmac);
    }
  });
});

test('SimpleJson signs what Newtonsoft sends', () => {
  const [text, body] = [read('Utc.simplejson.activity'), read('Utc.newtonsoft.activity')];
  const signedBy = (one: string) => (one === body ? text : another(text));
  expectFound((one) => ({ body: first(one), text: signedBy(one) }), body, hmac);
});

test.each([
  ['BitConverter', dashed],
  ['0x', (digest: Buffer) => `0x${digest.toString('hex')}`],
  ['capitals', (digest: Buffer) => digest.toString('hex').toUpperCase()],
  ['base64', (digest: Buffer) => digest.toString('base64')],
  ['base64 for URLs', (digest: Buffer) => digest.toString('base64url')],
])('a signature written as %s is found and verified', (_, write) => {
  const activity = read('Utc.newtonsoft.activity');
  const { body, text } = ways['the payload, Signature null and first']!(activity);
  const request = buildRequest({ body: body(write(hmac(text))) });
  const { scheme } = check(request, 'auto');
  expect(check(request, scheme ?? 'auto')).toEqual({ scheme });
});

test('a secret that is an encoded key is found as the decoded bytes', () => {
  const activity = read('Utc.newtonsoft.activity');
  const inHex = { ...credentials, authSecret: 'd41d8cd98f00b204e9800998ecf8427e', authKey };
  const key = Buffer.from(inHex.authSecret, 'hex');
  const signature = createHmac('sha256', key).update(activity).digest('hex');
  const request = buildRequest({ body: first(activity)(signature) });
  const found = verify(request, { credentials: [inHex], scheme: 'auto', now: 0 });
  expect(found.scheme).toMatchObject({ key: 'authSecret', keyEncoding: 'hex' });
  const scheme = found.scheme ?? 'auto';
  expect(verify(request, { credentials: [inHex], scheme, now: 0 })).toEqual(found);
});

test.each<[string, (text: string) => Buffer]>([
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  // oxlint-disable-next-line no-control-regex -- all of ASCII
  ['ASCII', (text) => Buffer.from(text.replaceAll(/[^\u0000-\u007f]/g, '?'))],
])('an activity that was signed as %s is found', (_, bytesOf) => {
  const activity = read('Utc.newtonsoft.activity');
  const signature = createHmac('sha256', authSecret).update(bytesOf(activity)).digest('hex');
  const request = buildRequest({ body: first(activity)(signature) });
  const { scheme } = check(request, 'auto');
  expect(scheme?.form?.text).toBeDefined();
  expect(check(request, scheme ?? 'auto')).toEqual({ scheme });
});

test('a changed byte in the body matches no scheme', () => {
  const activity = read('Utc.newtonsoft.activity');
  const { body, text } = ways['the payload, Signature null and first']!(activity);
  const request = buildRequest({ body: body(hmac(text).toString('hex')) });
  const { scheme = 'auto' } = check(request, 'auto');
  for (const [from, to] of [
    ['99120', '99121'],
    ['"OrderId":null', '"OrderId":7'],
    ['ller', 'lle\\u0072s'],
    ['01.4567891Z', '02.4567891Z'],
  ] as const) {
    const changed = new TextDecoder().decode(request.body).replace(from, to);
    expect(() => check(buildRequest({ body: changed }), scheme)).toThrow('does not fit');
  }
});
