import { expect, test } from 'vitest';

import { createRedact } from './redact.ts';

const redact = createRedact({ secrets: ['k+1', '', 'k+1/and more'] });

test('takes out every secret, as it is and as it stands in a URL', () => {
  expect(redact('a k+1 b k+1/and more c')).toBe('a [credentials] b [credentials] c');
  expect(redact('?a=k%2B1&b=k%2B1%2Fand%20more')).toBe('?a=[credentials]&b=[credentials]');
});

test('one line, and not too long', () => {
  expect(redact('  a\r\n\tb ')).toBe('a b');
  expect(redact('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
});
