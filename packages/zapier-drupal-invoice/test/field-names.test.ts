import {
  createTester,
  misnamedFields,
  startSandbox,
  stepsOf,
} from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { accountOf } from './support/account.ts';

test.each(stepsOf(app))('errors of %s use the field names of its form', async (step) => {
  await using sandbox = await startSandbox();
  const found = await misnamedFields({
    app,
    step,
    tester: createTester(app, accountOf(sandbox.invoice7)),
    filledIn: { customer_company_name: 'Bakery', line_items: [{ unit_cost: '1' }] },
  });
  expect(found).toEqual([]);
});
