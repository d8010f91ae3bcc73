import { expect, test } from 'vitest';

import { mediaTypeOf } from './media-type.ts';

test.each([
  ['an object', '{"Id": 99120}', 'application/json'],
  ['text', 'Id=99120', 'application/octet-stream'],
  ['a page that a browser would run', '<script>alert(1)</script>', 'application/octet-stream'],
  ['nothing', '', 'application/octet-stream'],
])('%s', (_, text, mediaType) => {
  expect(mediaTypeOf(Buffer.from(text))).toBe(mediaType);
});

test('what is not UTF-8 is not JSON', () => {
  expect(mediaTypeOf(Buffer.from('"caf\u00e9"', 'latin1'))).toBe('application/octet-stream');
});
