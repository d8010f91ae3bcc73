import * as v from 'valibot';
import { expect, test } from 'vitest';

import { textList } from './text-list.ts';

test('takes several values in either form', () => {
  expect(v.parse(textList, ' a,b , c')).toEqual(['a', 'b', 'c']);
  expect(v.parse(textList, ['a', 'b,c'])).toEqual(['a', 'b', 'c']);
});

test.each([
  ['comma-separated', 'x,'.repeat(100)],
  ['repeated', Array.from({ length: 101 }, () => 'x')],
])('more than anybody needs, %s, are refused before they are examined', (_, given) => {
  let examined = 0;
  const item = v.pipe(
    v.string(),
    v.check(() => {
      examined += 1;
      return false;
    }),
  );
  const { issues } = v.safeParse(v.pipe(textList, v.array(item)), given);
  expect([issues?.map(({ message }) => message), examined]).toEqual([['must name at most 100'], 0]);
});
