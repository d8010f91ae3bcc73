import { expect, test } from 'vitest';

import { cloneable } from './cloneable.ts';

test.each([
  new Error('disk full', { cause: new TypeError('why') }),
  'thrown text',
  { code: 'no error' },
  undefined,
])('what can be passed between threads stays as it is: %s', (thrown) => {
  expect(cloneable(thrown)).toEqual(thrown);
});

test.each([
  [new Error('unreachable', { cause: { client: () => {} } }), 'Error: unreachable'],
  [{ message: 'no plan', plan: () => {} }, 'Error: no plan'],
  [Symbol('nothing'), 'Error: it threw Symbol(nothing)'],
])('what cannot is described', (thrown, description) => {
  expect(structuredClone(cloneable(thrown))).toEqual(new Error(description));
});
