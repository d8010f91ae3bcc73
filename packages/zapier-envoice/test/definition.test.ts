import { definitionProblems } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';

test('the definition passes Zapier’s review rules', () => {
  expect(definitionProblems(app)).toEqual([]);
});
