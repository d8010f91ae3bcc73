import { expect, test } from 'vitest';

import { exactFirst, isSameCode, isSameText } from './same-text.ts';

test.each([
  ['Café Žito', ' CAFÉ  žito ', true],
  ['Café', 'Café'.normalize('NFD'), true],
  ['A\u00a0B', 'a b', true],
  ['42', 42, true],
  ['Café', 'Cafe', false],
  ['Café', 'Café Žito', false],
  ['', ' ', false],
  [null, undefined, false],
  [{}, '[object Object]', false],
])('text: %j and %j: %j', (one, other, isSame) => {
  expect(isSameText(one, other)).toBe(isSame);
});

test.each([
  ['NL 0123.45.678 B01', 'nl012345678b01', true],
  ['ATU-12345678', 'ATU12345678', true],
  [12345, '12 345', true],
  ['NL012345678B01', 'NL012345678B02', false],
  ['-', '.', false],
  [null, '', false],
])('code: %j and %j: %j', (one, other, isSame) => {
  expect(isSameCode(one, other)).toBe(isSame);
});

test('the others keep their order', () => {
  expect(exactFirst(['a', 'B', 'c', 'D'], (text) => text === text.toUpperCase())).toEqual([
    'B',
    'D',
    'a',
    'c',
  ]);
});
