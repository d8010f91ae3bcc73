import { SourceError } from '../errors/index.ts';
import { sourceProblems } from '../source/index.ts';
import type { AnySource } from '../source/index.ts';
import { authenticityCases } from './authenticity-cases.ts';
import { capabilityCases } from './capability-cases.ts';
import type { ContractCase, LeftOut, SourceContract } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { fixtureBytes } from './contract-subject.ts';
import { learnCases } from './learn-cases.ts';
import { normalizeCases } from './normalize-cases.ts';
import { oddShapeCase } from './odd-shape-case.ts';
import { payloadCases } from './payload-cases.ts';
import { credentialSecrecyCase, webhookSecrecyCase } from './secrecy-cases.ts';
import { sourceCases } from './source-cases.ts';
import { decoded } from './same-activities.ts';
import { createSourceOptions } from './source-options.ts';
import type { StandInVendor } from './vendor-options.ts';

/**
 * The suite that every source must pass.
 *
 * Which cases there are depends on what the source offers; `leftOut` lists what was not checked.
 * The suite needs no particular test runner: every case is a name and a function that throws.
 *
 * @example
 * ```ts
 * import { test } from 'vitest';
 * sourceContract({ createSource, credentials, … }).register(test);
 * ```
 * @throws {SourceError} `source_contract_broken` if the object is not a source, if the options do
 *   not fit what it offers, or if they would let the suite pass without checking
 */
export function sourceContract<Credentials, Vendor extends StandInVendor = StandInVendor>(
  options: SourceContractOptions<Credentials, Vendor>,
): SourceContract {
  const source = options.createSource(createSourceOptions());
  assertSource(source);
  assertOptions(options, source);
  const cases: readonly ContractCase[] = [
    ...sourceCases(options),
    credentialSecrecyCase(options),
    ...normalizeCases(options),
    ...(source.learn && options.learn ? learnCases(options, options.learn) : []),
    ...(source.webhook
      ? [
          ...authenticityCases(options),
          ...payloadCases(options),
          oddShapeCase(options),
          webhookSecrecyCase(options),
        ]
      : []),
    ...capabilityCases(options, source),
  ];
  return {
    cases,
    leftOut: leftOut(options, source),
    register: (test) => {
      for (const { name, run } of cases) test(name, run);
    },
  };
}

/**
 * The ways in which a source reports activities. Without these in its suite, next to nothing would
 * be checked.
 */
const ways = ['webhook', 'poll'] as const;
const asking = ['backfill', 'confirm', 'enrich'] as const;
const others = [...asking, 'learn'] as const;

/** Without these no case could say what is wrong. */
function assertSource(source: AnySource): void {
  const problems = sourceProblems(source);
  if (problems.length > 0) throw new SourceError('source_contract_broken', problems.join('\n'));
}

function assertOptions(options: SourceContractOptions<unknown>, source: AnySource): void {
  const given = JSON.stringify([options.credentials, options.otherCredentials]);
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const problems = [
    ...ways.map(
      (way) => source[way] && !options[way] && `The source offers ${way}: pass ${way} to test it.`,
    ),
    ...[...ways, ...others].map(
      (capability) =>
        !source[capability] &&
        options[capability] &&
        `The source does not offer ${capability}: leave out ${capability}.`,
    ),
    ...(['poll', ...asking] as const).map(
      (capability) =>
        options[capability] &&
        !options.vendor &&
        `To test ${capability}, pass vendor: it creates a stand-in for the vendor.`,
    ),
    JSON.stringify(options.credentials) === JSON.stringify(options.otherCredentials) &&
      'credentials and otherCredentials must differ.',
    !options.secrets.every((secret) => secret !== '' && given.includes(inJson(secret))) &&
      'secrets contains a string that is in neither of the credentials.',
    ...sharedIds(options),
    options.poll?.documents.length === 0 &&
      'poll.documents must name a document: give the stand-in some to begin with.',
    options.backfill?.activities.length === 0 &&
      'backfill.activities must name an activity: give the stand-in some to begin with.',
    options.confirm &&
      new Set(options.confirm.activities.map(({ answer }) => answer !== false)).size < 2 &&
      'confirm must name an activity that the vendor knows, and one that it does not.',
  ].filter((problem) => typeof problem === 'string');
  if (problems.length > 0) throw new SourceError('source_contract_broken', problems.join('\n'));
}

/**
 * A host takes a second activity with the same id for a repeat. Authors who take the id of the
 * invoice for that of the activity see it here, as the fixtures are activities of one account.
 */
function sharedIds({ fixtures, unknownActivity }: SourceContractOptions<unknown>): string[] {
  const all = [...fixtures, { ...unknownActivity, name: 'unknownActivity' }];
  return all.flatMap((fixture, index) => {
    const raw = decoded(fixtureBytes(fixture));
    const earlier = all
      .slice(0, index)
      .find((one) => one.id === fixture.id && decoded(fixtureBytes(one)) !== raw);
    return earlier === undefined
      ? []
      : `The fixtures "${earlier.name}" and "${fixture.name}" are different activities with the same id: a relay would take the second for a repeat of the first. An id must be unique within an account, as that of a document is not.`;
  });
}

function leftOut(options: SourceContractOptions<unknown>, source: AnySource): readonly LeftOut[] {
  const name = `The source "${source.name}"`;
  const expected = source.learn ? [...ways, ...others] : [...ways, ...asking];
  return expected
    .filter((capability) => !source[capability] || !options[capability])
    .map((capability) => ({
      capability,
      why: source[capability]
        ? `${name} offers it, but it is not described: pass ${needs(capability)} to test it.`
        : `${name} does not offer it.`,
    }));
}

function needs(capability: (typeof ways | typeof others)[number]): string {
  return capability === 'learn' ? capability : `vendor and ${capability}`;
}
