import { createScanner } from 'jsonc-parser';
import { expect, test } from 'vitest';

import { Token } from './token.ts';

test('the numbers are those of the scanner', () => {
  const scanner = createScanner('{}[],: null true false "x" 1', true);
  const order = Object.values(Token);
  expect(order.map(() => scanner.scan() as number)).toEqual(order);
});
