import type { Random } from '../random.ts';

const texts: readonly string[] = [
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"*"',
  '"http://169.254.169.254/"',
  '"http://[::ffff:7f00:1]:0/"',
  '"javascript:1"',
  '"__proto__"',
  '"constructor"',
  '"2026-02-30T25:00:00Z"',
  '"\u202e\ufeff"',
  `"${'a'.repeat(5_000)}"`,
  `"${'\\u00e9'.repeat(2_000)}"`,
];

const others: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '9'.repeat(400),
  '[]',
  '{}',
  '[null]',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":1,"hasOwnProperty":2,"then":3,"toJSON":4}',
  '{"length":4294967295,"0":1}',
];

/** Texts that are not JSON. */
const broken: readonly string[] = ['NaN', 'undefined', "'a'", '01', '"\\x"', '"a\nb"', '[1,]', '﻿1'];

/** The text of a JSON value that is unusual in this place. */
export function oddJson(random: Random): string {
  const kind = random.next();
  if (kind < 0.45) return random.pick(texts);
  if (kind < 0.92) return random.pick(others);
  if (kind < 0.96) return random.pick(broken);
  return deepJson(random);
}

/** Nested deeper than anyone would. */
export function deepJson(random: Random): string {
  const depth = random.pick([3, 100, 2_000, 20_000]);
  return random.chance(0.5)
    ? '['.repeat(depth) + ']'.repeat(depth)
    : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

const parts: readonly string[] = [
  '',
  '0',
  '-1',
  '99999999999999999999',
  '%00',
  '%ff%fe',
  '%',
  '%zz',
  '%2e%2e%2f',
  '..',
  "'",
  '1;DROP',
  '"',
  '2026-13-45T99:99:99Z',
  '*'.repeat(300),
  'a'.repeat(2_000),
  '%61'.repeat(300),
  '..%2f..%2f',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '%f0%9f%92%a9',
  '\xff',
  'sub_00000000000000000000000000000',
];

/** Part of a path or query, as it goes over the wire. */
export function oddPart(random: Random): string {
  return random.pick(parts);
}

const cursors = [
  '[]',
  '[1]',
  '[-1]',
  '[1.5]',
  '[1e308]',
  '[9007199254740993]',
  '["a"]',
  '["\\u0000"]',
  '["\\ud800"]',
  '[1,"a"]',
  '["a",1]',
  '[null]',
  '[[1]]',
  '{"a":1}',
  '1',
  '"x"',
  `["${'a'.repeat(600)}"]`,
  '['.repeat(700),
].map((text) => Buffer.from(text).toString('base64url'));

/** A cursor that no page returned, shaped like one. */
export function oddCursor(random: Random): string {
  return random.pick(cursors);
}
