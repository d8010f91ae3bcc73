import { expect, test } from 'vitest';

import { searchText } from './search-text.ts';

test.each([
  [' INV-7 ', 'INV-7'],
  ['Noordzee\tLogistics\r\n', 'Noordzee Logistics'],
  ['x'.repeat(300), 'x'.repeat(200)],
  ['\0', ''],
  [undefined, ''],
])('%j', (typed, expected) => {
  expect(searchText(typed)).toBe(expected);
});
