import { definitionProblems } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';

test('a reviewer of Zapier finds nothing in the definition', () => {
  expect(definitionProblems(app)).toEqual([]);
});
