import { expect, test } from 'vitest';

import { createRedact } from './redact.ts';

const redact = createRedact({ secrets: ['k+1', '', 'k+1/and more'] });

test('removes every secret, plain and URL-encoded', () => {
  expect(redact('a k+1 b k+1/and more c')).toBe('a [credentials] b [credentials] c');
  expect(redact('?a=k%2B1&b=k%2B1%2Fand%20more')).toBe('?a=[credentials]&b=[credentials]');
});

test('returns one line of limited length', () => {
  expect(redact('  a\r\n\tb ')).toBe('a b');
  expect(redact('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
});

test('removes a short secret only as a whole word', () => {
  const short = createRedact({ secrets: ['k', 's', 'edit'] });
  expect(short('This key is k, and s: credentials of s.')).toBe(
    'This key is [credentials], and [credentials]: credentials of [credentials].',
  );
  expect(createRedact({ secrets: ['a.b*c(d'] })('a.b*c(d axb*c(d')).toBe('[credentials] axb*c(d');
  expect(createRedact({ secrets: ['8-letter'] })('x8-letterx')).toBe('x[credentials]x');
});

test('removes the part of a link that opens a document', () => {
  const link = `https://vendor.example/shared?token=${'aB1'.repeat(42)}&id=7`;
  expect(createRedact({ secrets: [] })(`See ${link}`)).toBe(
    'See https://vendor.example/shared?masked',
  );
});
