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

describe('a source that fulfills the contract passes', () => {
  sourceContract(exampleContract).register(test);
});

describe('a source without webhooks that fulfills it passes', () => {
  sourceContract(pollingContract).register(test);
});

test('lists the capabilities that a source does not offer as left out', () => {
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
      why: 'The source "example" offers it, but it is not described: pass vendor and confirm to test it.',
    },
    { capability: 'enrich', why: 'The source "example" does not offer it.' },
  ]);
});

test('rejects anything that is not a source, with all problems', () => {
  const refused = (createSource: object) => () =>
    sourceContract({ ...exampleContract, createSource: createSource as () => never });
  expect(refused(async () => createExampleSource())).toThrow('createSource returned a promise');
  expect(refused(() => ({ ...createExampleSource(), name: 'Example', normalize: null }))).toThrow(
    /name must be lower case .*\nnormalize is null/,
  );
});

test('rejects options that would test nothing', () => {
  expect(() => sourceContract(withoutWebhook)).toThrow('pass webhook to test it');
  const { credentials } = exampleContract;
  expect(() => sourceContract({ ...exampleContract, otherCredentials: credentials })).toThrow(
    'must differ',
  );
  expect(() => sourceContract({ ...exampleContract, secrets: ['corect-horse'] })).toThrow(
    'neither of the credentials',
  );
  expect(() => sourceContract({ ...exampleContract, createSource: createWithoutWebhook })).toThrow(
    'leave out webhook',
  );
});

test('rejects different fixtures with the same id, as that of their invoice would be', () => {
  const [paid] = exampleContract.fixtures;
  const again = { ...paid, name: 'paid again', raw: `${paid.raw} ` };
  expect(() => sourceContract({ ...exampleContract, fixtures: [paid, again] })).toThrow(
    'The fixtures "paid" and "paid again" are different activities with the same id',
  );
  const same = { ...paid, name: 'the same, repeated' };
  expect(sourceContract({ ...exampleContract, fixtures: [paid, same] }).cases).not.toEqual([]);
});

test('tests everything that is offered and described', () => {
  const { cases, leftOut } = sourceContract(pollingContract);
  expect(leftOut).toEqual([
    { capability: 'webhook', why: 'The source "polling-example" does not offer it.' },
  ]);
  const tried = new Set(cases.map(({ name }) => name.split(':')[0]));
  expect([...tried]).toEqual(['source', 'normalize', 'poll', 'backfill', 'confirm', 'enrich']);
});

test('does not pass a polling source without testing it', () => {
  const { poll, vendor, ...described } = pollingContract;
  const { enrich: ___, ...without } = described;
  expect(() => sourceContract({ ...described, vendor })).toThrow('pass poll to test it');
  expect(() => sourceContract({ ...described, poll })).toThrow('pass vendor');
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
    'poll.documents must name',
  );
  expect(() => sourceContract({ ...pollingContract, backfill: { activities: [] } })).toThrow(
    'backfill.activities must name',
  );
  expect(sourceContract({ ...without, vendor, poll }).leftOut.map(({ why }) => why)).toEqual([
    'The source "polling-example" does not offer it.',
    'The source "polling-example" offers it, but it is not described: pass vendor and enrich to test it.',
  ]);
});
