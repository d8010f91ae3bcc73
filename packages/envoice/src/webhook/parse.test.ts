import { createHash } from 'node:crypto';

import { buildRequest } from '@invoice-relay/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parse } from './parse.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const parseBody = (body: string | Uint8Array) => parse(buildRequest({ body }), { now })[0];
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const codeOf = (body: string | Uint8Array) => {
  try {
    parseBody(body);
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'accepted';
};

test('returns the activity exactly as received, and when', () => {
  const raw = '{ "Id" :99120, "Message":"\\u00e9 \u00e9 😀",\r\n"Type":11.0 }';
  const activity = parseBody(`\uFEFF{"Timestamp":"é", "Activity" : ${raw} ,"Signature":"😀"}\n`);
  expect({ ...activity, raw: textOf(activity.raw) }).toEqual({
    id: '99120',
    raw,
    seenAt: '2026-11-20T10:00:00.000Z',
  });
});

test('returns the bytes of any activity unchanged, wherever it is', () => {
  const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
  const member = fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue());
  const json = fc
    .tuple(fc.array(member), fc.constantFrom(undefined, 1, '\t'), fc.boolean())
    .map(([members, indent, escaped]) => {
      const text = JSON.stringify(Object.fromEntries(members), null, indent);
      const escape = (character: string) =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return escaped ? text.replace(/[^\u0020-\u007e\t\n]/g, escape) : text;
    });
  fc.assert(
    fc.property(json, json, json, space, (activity, before, after, blank) => {
      const body = `${blank}{"b":${before},"Activity"${blank}:${blank}${activity}${blank},"a":${after}}`;
      const bytes = new TextEncoder().encode(body);
      const expected = new TextEncoder().encode(activity);
      expect(parseBody(bytes).raw).toEqual(expected);
    }),
  );
});

test.each([
  '{"Type":11}',
  '{"Id":0,"Type":11}',
  '{"Id":null,"Type":11}',
  '{"Id":"","Type":11}',
  '{}',
])('%s has no id, so its content serves as one', (raw) => {
  const digest = createHash('sha256').update(raw).digest('hex');
  expect(parseBody(`{"Activity":${raw}}`).id).toBe(`sha256:${digest}`);
});

test('ignores signature and timestamp', () => {
  expect(parseBody('{"Activity":{"Id":1}}').id).toBe('1');
  expect(parseBody('{"Signature":7,"Timestamp":null,"Activity":{"Id":1}}').id).toBe('1');
});

test.each([
  '{"Signature":"x"}',
  '{"Activity":null}',
  '{"Activity":[{"Id":1}]}',
  '{"Activity":"{\\"Id\\":1}"}',
  '{"activity":{"Id":1}}',
  '{"Id":1,"Type":11}',
])('%s is not a webhook', (body) => {
  expect(codeOf(body)).toBe('payload_invalid');
  expect(() => parseBody(body)).toThrow('"Activity"');
});

test.each([
  ['{"Activity":{"Id":1},"Activity":{"Id":2}}', 'payload_duplicate_member'],
  ['{"Activity":{"Id":1,"Id":2}}', 'payload_duplicate_member'],
  [`{"Activity":{"a":${'['.repeat(63)}${']'.repeat(63)}}}`, 'payload_too_deep'],
  ['{"Activity":{"Id":1}', 'payload_not_json'],
  ['Activity=1', 'payload_not_json'],
  [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'payload_not_utf8'],
])('refuses %j with %s', (body, code) => expect(codeOf(body)).toBe(code));

test.each([
  ['a member that comes twice', '{"Signature":"a","Signature":"b","Activity":{}}'],
  ['a body that was cut', '{"Signature":"a","Timestamp":"2026-11-20T10:00:00Z","Act'],
  ['no activity', '{"Signature":"x","Timestamp":"y"}'],
  ['several activities', '{"Signature":"a","Timestamp":"b","Activities":[{"Id":1}]}'],
  ['an activity of another kind', '{"Signature":"a","Activity":[{"Id":1}]}'],
  ['other capitals', '{"signature":"a","timestamp":"b","activity":{"Id":1}}'],
  ['XML', '<Payload><Signature>a</Signature><Activity><Id>1</Id></Activity></Payload>'],
  ['an array around it', '[{"Signature":"a","Activity":{"Id":1}}]'],
  ['a NaN', '{"Signature":"a","Activity":{"Id":NaN}}'],
  ['a form', 'Signature=a&Timestamp=b&Activity=%7B%7D'],
  ['a form of the members', 'Activity%5BId%5D=1&Activity%5BInvoiceId%5D=2&Timestamp=b'],
  ['a form with dots', 'Activity.Id=1&Activity.CreatedOn=2&Signature=a'],
  ['a form in parts', '--x\r\nname="Signature"\r\n\r\na\r\n--x\r\nname="Activity"\r\n\r\n{}'],
  ['XML with a prefix', '<e:Payload><e:Signature>a</e:Signature><e:Activity/></e:Payload>'],
  ['a text of JSON', String.raw`"{\"Signature\":\"a\",\"Activity\":{\"Id\":1}}"`],
  ['an activity alone', '{"Id":1,"Type":11,"InvoiceId":7,"CreatedOn":"2026-11-20T10:00:00Z"}'],
  ['activities alone', '[{"Id":1,"Type":11,"InvoiceId":7,"InvoiceNumber":"INV-1"}]'],
  ['another envelope', '{"event":"paid","data":{"orderId":7,"orderNumber":"ORD-1"}}'],
])('%s looks like Envoice and may be authentic, so it should be kept', (_name, body) => {
  expect(codeOf(body)).toBe('payload_unreadable');
});

test('bytes that are not UTF-8 in what looks like Envoice should be kept', () => {
  const body = new TextEncoder().encode('{"Signature":"a","Activity":{"Message":"?"}}');
  expect(codeOf(body)).toBe('accepted');
  body[body.indexOf(0x3f)] = 0xe9;
  expect(codeOf(body)).toBe('payload_unreadable');
});

test('what looks like Envoice in UTF-16 should be kept', () => {
  const text = '\uFEFF{"Signature":"a","Activity":{"Id":1}}';
  expect(codeOf(new Uint8Array(Buffer.from(text, 'utf16le')))).toBe('payload_unreadable');
});

test.each([
  '{"timestamp":"2026-11-20T10:00:00Z","level":"info"}',
  'signature and timestamp',
  '{"type":"invoice.paid","id":1}',
])('%s is not a webhook of Envoice', (body) =>
  expect(codeOf(body)).toMatch(/^payload_(?:not_json|invalid)$/),
);

test('the activity does not share memory with the request', () => {
  const { body } = buildRequest({ body: '{"Activity":{"Id":1}}' });
  const activity = parseBody(body);
  body.fill(0);
  expect(textOf(activity.raw)).toBe('{"Id":1}');
});
