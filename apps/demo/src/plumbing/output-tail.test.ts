import { expect, test } from 'vitest';

import { OutputTail } from './output-tail.ts';

test('joins chunks into lines and keeps only the last ones', () => {
  const tail = new OutputTail({ maxLines: 2 });
  tail.add('one\ntw');
  tail.add('o\nthree\nfo');
  expect(tail.lines()).toEqual(['two', 'three', 'fo']);
  tail.add('ur\n');
  expect(tail.lines()).toEqual(['three', 'four']);
});
