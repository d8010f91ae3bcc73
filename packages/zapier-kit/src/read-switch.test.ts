import { expect, test } from 'vitest';

import { readSwitch } from './read-switch.ts';

test.each([
  [true, true],
  ['TRUE ', true],
  ['on', true],
  [1, true],
  [false, false],
  ['', false],
  [undefined, false],
  ['No', false],
])('%j is %j', (value, expected) => {
  expect(readSwitch(value, 'Send Whole Invoice')).toBe(expected);
});

test.each(['maybe', 'ja', {}])('%j is asked again, and not taken for a no', (value) => {
  expect(() => readSwitch(value, 'Send Whole Invoice')).toThrow(
    /^Send Whole Invoice: “.*” is neither yes nor no$/,
  );
});
