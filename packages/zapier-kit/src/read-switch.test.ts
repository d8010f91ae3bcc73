import { expect, test } from 'vitest';

import { readSwitch } from './read-switch.ts';

test.each([undefined, null, '', ' \n', 'no', false, '0'])('%j is a no', (value) => {
  expect(readSwitch(value, 'Add Again')).toBe(false);
});

test.each(['yes', 'TRUE', true, '1'])('%j is a yes', (value) => {
  expect(readSwitch(value, 'Add Again')).toBe(true);
});

test('anything else names the field', () => {
  expect(() => readSwitch('perhaps', 'Add Again')).toThrow('Add Again: “perhaps” is neither');
});
