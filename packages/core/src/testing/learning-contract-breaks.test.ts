import { describe, expect, test } from 'vitest';

import { PayloadError, SignatureError } from '../errors/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { createLearningExample, learningContract } from './learning-example.ts';
import type { LearningExample } from './learning-example.ts';
import { sourceContract } from './source-contract.ts';

type Contract = SourceContractOptions<{ secret: string }>;

describe('a source that finds its scheme and learns passes', () => {
  sourceContract(learningContract).register(test);
});

async function failing(change: Partial<Contract>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of sourceContract({ ...learningContract, ...change }).cases) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

function broken(change: (source: LearningExample) => object): Partial<Contract> {
  return {
    createSource: () => {
      const source = createLearningExample();
      return { ...source, ...change(source) };
    },
  };
}

type Verify = LearningExample['webhook']['verify'];

function brokenVerify(change: (verify: Verify) => Verify): Partial<Contract> {
  return broken(({ webhook }) => ({
    webhook: { ...webhook, verify: change(webhook.verify) },
  }));
}

const anew = 'webhook: finds the scheme again when the one it had found stops matching';
const mayBeReal = 'webhook: reports when a signature that matches nothing may still be authentic';
const numberCase = 'learn: "a number" turns it into invoice.paid';
const nameCase = 'learn: "a name" teaches nothing';
const known = 'learn: known facts are not news, and are kept alongside new ones';
const pure = 'learn: is pure, and ignores facts of other versions';

const breaks: readonly [string, Partial<Contract>, readonly string[]][] = [
  [
    'a scheme that stopped fitting and is not looked for',
    brokenVerify(
      (verify) =>
        (request, { credentials, scheme, now }) =>
          verify(request, { credentials, scheme, now }),
    ),
    [anew, mayBeReal],
  ],
  [
    'a scheme of a person’s choice that does not stand alone',
    brokenVerify(
      (verify) => (request, context) => verify(request, { ...context, fallback: 'auto' }),
    ),
    [anew],
  ],
  [
    'a final no to what may be real',
    brokenVerify((verify) => async (request, context) => {
      try {
        return await verify(request, context);
      } catch (error) {
        if (!(error instanceof SignatureError)) throw error;
        throw new SignatureError('signature_mismatch', error.message);
      }
    }),
    [mayBeReal],
  ],
  [
    'facts that normalize does not look at',
    broken(({ normalize }) => ({
      normalize: (activity: Parameters<typeof normalize>[0]) => normalize(activity),
    })),
    [numberCase],
  ],
  ['nothing learned', broken(() => ({ learn: () => undefined })), [numberCase]],
  [
    'a lesson without a note',
    broken(({ learn }) => ({
      learn: (options: Parameters<typeof learn>[0]) => {
        const learned = learn(options);
        return learned && { ...learned, notes: [] };
      },
    })),
    [numberCase],
  ],
  [
    'news of what is known',
    broken(({ learn }) => ({
      learn: (options: Parameters<typeof learn>[0]) => learn({ ...options, facts: null }),
    })),
    [known],
  ],
  [
    'a lesson where there is none',
    broken(() => ({ learn: () => ({ facts: {}, notes: ['Something.'] }) })),
    [numberCase, nameCase, known],
  ],
  [
    'strange facts that are believed',
    broken(({ learn }) => ({
      learn: (options: Parameters<typeof learn>[0]) =>
        options.facts === null ? learn(options) : undefined,
    })),
    [pure],
  ],
];

test.each(breaks)('detects %s', async (_, change, cases) => {
  expect(await failing(change)).toEqual(cases);
});

test('each of these cases fails at least once', () => {
  const seen = new Set(breaks.flatMap(([, , cases]) => cases));
  expect([...seen].toSorted()).toEqual(
    [anew, mayBeReal, numberCase, nameCase, known, pure].toSorted(),
  );
});

test('detects unreadable bodies that are not kept', async () => {
  const unreadable = [{ name: 'half a webhook', body: '{"activity":{"id":' }];
  const sign = learningContract.webhook!.sign.bind(learningContract.webhook);
  const kept = 'webhook: wants half a webhook kept, as it may be authentic';
  const change = broken(({ webhook }) => ({
    webhook: {
      ...webhook,
      verify: () => {
        throw new PayloadError('payload_unreadable', 'Not readable yet.');
      },
    },
  }));
  const described = { webhook: { sign, unreadable } };
  expect(await failing({ ...change, ...described })).not.toContain(kept);
  expect(await failing(described)).toContain(kept);
  const nobodys = broken(({ webhook }) => ({
    webhook: {
      ...webhook,
      parse: () => {
        throw new PayloadError('payload_unreadable', 'Keep everything.');
      },
    },
  }));
  expect(await failing(nobodys)).toContain('webhook: rejects nonsense bodies as unreadable');
});

test('detects an error that contains the key of a link', async () => {
  const token = 'aB1'.repeat(20);
  const [first] = learningContract.fixtures;
  const raw = `{"id":"a1","what":"paid","invoice":"7","link":"https://v.example/s?token=${token}"}`;
  const change = brokenVerify((verify) => async (request, context) => {
    try {
      return await verify(request, context);
    } catch {
      throw new SignatureError(
        'signature_scheme_not_found',
        new TextDecoder().decode(request.body),
      );
    }
  });
  const secrecy = 'webhook: errors contain no secret and no key of a link';
  const fixtures: Contract['fixtures'] = [{ ...first, raw }];
  expect(await failing({ fixtures })).toEqual([]);
  expect(await failing({ ...change, fixtures })).toContain(secrecy);
});
