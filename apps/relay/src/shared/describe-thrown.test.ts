import { expect, test } from 'vitest';

import { describeThrown } from './describe-thrown.ts';

const unreadable = new Proxy(
  {},
  {
    get() {
      throw new Error('no');
    },
  },
);

test.each<[unknown, string]>([
  [new TypeError('no such member'), 'TypeError: no such member'],
  [{ message: 'of another realm' }, 'Error: of another realm'],
  ['a text', 'Error: it threw a text'],
  [undefined, 'Error: it threw undefined'],
  [null, 'Error: it threw null'],
  [Symbol('sign'), 'Error: it threw Symbol(sign)'],
  [Object.create(null), 'Error: it threw an object that is not an error'],
  [{ message: 7, name: 8 }, 'Error: it threw an object that is not an error'],
  [unreadable, 'Error: it threw an object that is not an error'],
])('any thrown value is described (%#)', (thrown, words) => {
  expect(describeThrown(thrown)).toBe(words);
});
