import { describe, expect, test } from 'vitest';

import { createExampleSource, exampleContract } from './example-source.ts';
import { sourceContract } from './source-contract.ts';

const { webhook: _, ...withoutWebhook } = exampleContract;

function createWithoutWebhook() {
  const { webhook: __, ...source } = createExampleSource();
  return source;
}

describe('a source that keeps the contract passes', () => {
  sourceContract(exampleContract).register(test);
});

test('what a source does not offer is left out, and said so', () => {
  const contract = sourceContract({
    ...withoutWebhook,
    createSource: () => ({ ...createWithoutWebhook(), confirm: async () => [true] }),
  });
  expect(contract.cases.filter(({ name }) => name.startsWith('webhook'))).toEqual([]);
  expect(contract.cases.length).toBeGreaterThan(5);
  expect(contract.leftOut).toEqual([
    { capability: 'webhook', why: 'The source "example" does not offer it.' },
    { capability: 'poll', why: 'The source "example" does not offer it.' },
    { capability: 'backfill', why: 'The source "example" does not offer it.' },
    {
      capability: 'confirm',
      why: 'The source "example" offers it, but needs its vendor for it: try it against a stand-in.',
    },
    { capability: 'enrich', why: 'The source "example" does not offer it.' },
  ]);
});

test('options that would look at nothing are refused', () => {
  expect(() => sourceContract(withoutWebhook)).toThrow('hand in webhook.sign');
  const { credentials } = exampleContract;
  expect(() => sourceContract({ ...exampleContract, otherCredentials: credentials })).toThrow(
    'have to differ',
  );
  expect(() => sourceContract({ ...exampleContract, secrets: ['corect-horse'] })).toThrow(
    'neither of the credentials',
  );
  expect(() => sourceContract({ ...exampleContract, createSource: createWithoutWebhook })).toThrow(
    'leave out webhook',
  );
});
