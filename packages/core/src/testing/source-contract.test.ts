import { describe, expect, test } from 'vitest';

import { createExampleSource, exampleContract } from './example-source.ts';
import { sourceContract } from './source-contract.ts';

describe('a source that keeps the contract passes', () => {
  sourceContract(exampleContract).register(test);
});

test('what a source does not offer is left out, and said so', () => {
  const { webhook: _, ...withoutWebhook } = exampleContract;
  const contract = sourceContract({
    ...withoutWebhook,
    createSource: () => {
      const { webhook: _, ...source } = createExampleSource();
      return { ...source, confirm: async () => true };
    },
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
  const { webhook: _, ...withoutWebhook } = exampleContract;
  expect(() => sourceContract(withoutWebhook)).toThrow('hand in webhook.sign');
  const { credentials } = exampleContract;
  expect(() => sourceContract({ ...exampleContract, otherCredentials: credentials })).toThrow(
    'have to differ',
  );
  expect(() => sourceContract({ ...exampleContract, secrets: ['corect-horse'] })).toThrow(
    'neither of the credentials',
  );
  const createSource = () => {
    const { webhook: _, ...source } = createExampleSource();
    return source;
  };
  expect(() => sourceContract({ ...exampleContract, createSource })).toThrow('leave out webhook');
});
