import { describe, expect, test } from 'vitest';

import { createExampleSource, exampleContract } from './example-source.ts';
import { createPollingExample } from './polling-example.ts';
import { pollingContract } from './polling-example-contract.ts';
import { sourceContract } from './source-contract.ts';

const { webhook: _, ...withoutWebhook } = exampleContract;

function createWithoutWebhook() {
  const { webhook: __, ...source } = createExampleSource();
  return source;
}

describe('a source that keeps the contract passes', () => {
  sourceContract(exampleContract).register(test);
});

describe('a source without webhooks that keeps it passes', () => {
  sourceContract(pollingContract).register(test);
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
      why: 'The source "example" offers it, but it is not described: hand in vendor and confirm to try it.',
    },
    { capability: 'enrich', why: 'The source "example" does not offer it.' },
  ]);
});

test('what is no source is refused, with everything that is wrong', () => {
  const refused = (createSource: object) => () =>
    sourceContract({ ...exampleContract, createSource: createSource as () => never });
  expect(refused(async () => createExampleSource())).toThrow('createSource gave a promise');
  expect(refused(() => ({ ...createExampleSource(), name: 'Example', normalize: null }))).toThrow(
    /name has to be lower case .*\nnormalize is null/,
  );
});

test('options that would look at nothing are refused', () => {
  expect(() => sourceContract(withoutWebhook)).toThrow('hand in webhook to try it');
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

test('everything that is offered and described is tried', () => {
  const { cases, leftOut } = sourceContract(pollingContract);
  expect(leftOut).toEqual([
    { capability: 'webhook', why: 'The source "polling-example" does not offer it.' },
  ]);
  const tried = new Set(cases.map(({ name }) => name.split(':')[0]));
  expect([...tried]).toEqual(['source', 'normalize', 'poll', 'backfill', 'confirm', 'enrich']);
});

test('a source that polls is not passed without looking', () => {
  const { poll, vendor, ...described } = pollingContract;
  const { enrich: ___, ...without } = described;
  expect(() => sourceContract({ ...described, vendor })).toThrow('hand in poll to try it');
  expect(() => sourceContract({ ...described, poll })).toThrow('hand in vendor');
  expect(() =>
    sourceContract({
      ...pollingContract,
      createSource: (runtime) => {
        const { enrich: __, ...source } = createPollingExample(runtime);
        return source;
      },
    }),
  ).toThrow('does not offer enrich');
  const [known] = pollingContract.confirm.activities;
  expect(() =>
    sourceContract({ ...pollingContract, confirm: { activities: [known, known] } }),
  ).toThrow('one that it does not');
  expect(() => sourceContract({ ...pollingContract, poll: { ...poll, documents: [] } })).toThrow(
    'poll.documents has to name',
  );
  expect(() => sourceContract({ ...pollingContract, backfill: { activities: [] } })).toThrow(
    'backfill.activities has to name',
  );
  expect(sourceContract({ ...without, vendor, poll }).leftOut.map(({ why }) => why)).toEqual([
    'The source "polling-example" does not offer it.',
    'The source "polling-example" offers it, but it is not described: hand in vendor and enrich to try it.',
  ]);
});
