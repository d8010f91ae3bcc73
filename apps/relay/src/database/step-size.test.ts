import { expect, test } from 'vitest';

import { StepSize } from './step-size.ts';

test('fast steps grow, slow ones shrink, within limits', () => {
  const size = new StepSize();
  for (let count = 0; count < 100; count += 1) size.took(1);
  expect(size.rows).toBe(500);
  size.took(5);
  expect(size.rows).toBe(250);
  size.took(3);
  expect(size.rows).toBe(250);
  for (let count = 0; count < 100; count += 1) size.took(50);
  expect(size.rows).toBe(20);
});

test('others have the database to themselves for longer than a step took, but not indefinitely', () => {
  const size = new StepSize();
  expect(size.took(2)).toBe(6);
  expect(size.took(1_000)).toBe(100);
});
