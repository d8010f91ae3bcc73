import { expect, test } from 'vitest';

import { readTypedYesNo } from './yes-no.ts';

const read = (value: unknown) => readTypedYesNo({ value, field: 'Send Reminders' });

test.each([true, 'true', ' Yes ', 'Y', 'on', 1, '1', 'T', 'checked'])('%j is a yes', (value) => {
  expect(read(value)).toBe(true);
});

test.each([false, 'FALSE', 'no', 'n', 'Off', 0, '0', 'f', 'Unchecked'])('%j is a no', (value) => {
  expect(read(value)).toBe(false);
});

test.each(['', 'maybe', 2, 'yes no', null, undefined, {}, ['yes'], 'true,false'])(
  '%j is refused, with what was read',
  (value) => {
    expect(() => read(value)).toThrow(/^Send Reminders: “.*” is neither yes nor no$/);
  },
);
