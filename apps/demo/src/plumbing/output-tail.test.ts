import { expect, test } from 'vitest';

import { OutputTail } from './output-tail.ts';

test('lines are put together from pieces, and only the last are kept', () => {
  const tail = new OutputTail({ maxLines: 2 });
  tail.add('one\ntw');
  tail.add('o\nthree\nfo');
  expect(tail.lines()).toEqual(['two', 'three', 'fo']);
  tail.add('ur\n');
  expect(tail.lines()).toEqual(['three', 'four']);
});
