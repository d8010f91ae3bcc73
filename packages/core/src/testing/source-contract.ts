import { SourceError } from '../errors/index.ts';
import type { AnySource } from '../source/index.ts';
import { authenticityCases } from './authenticity-cases.ts';
import type { ContractCase, LeftOut, SourceContract } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { normalizeCases } from './normalize-cases.ts';
import { payloadCases } from './payload-cases.ts';
import { credentialSecrecyCase, webhookSecrecyCase } from './secrecy-cases.ts';
import { sourceCases } from './source-cases.ts';
import { createSourceOptions } from './source-options.ts';

/**
 * The suite that every source passes.
 *
 * Which cases there are depends on what the source offers; `leftOut` says what was not looked at.
 * The suite needs no test runner of its own: every case is a name and a function that throws.
 *
 * @example
 * ```ts
 * import { test } from 'vitest';
 * sourceContract({ createSource, credentials, … }).register(test);
 * ```
 * @throws {SourceError} `source_contract_broken` when the options do not fit what the source
 *   offers, or when they would let the suite pass without having looked
 */
export function sourceContract<Credentials>(
  options: SourceContractOptions<Credentials>,
): SourceContract {
  const source = options.createSource(createSourceOptions());
  assertOptions(options, source);
  const cases: readonly ContractCase[] = [
    ...sourceCases(options),
    credentialSecrecyCase(options),
    ...normalizeCases(options),
    ...(source.webhook
      ? [...authenticityCases(options), ...payloadCases(options), webhookSecrecyCase(options)]
      : []),
  ];
  return {
    cases,
    leftOut: leftOut(source),
    register: (test) => {
      for (const { name, run } of cases) test(name, run);
    },
  };
}

function assertOptions(options: SourceContractOptions<unknown>, source: AnySource): void {
  const given = JSON.stringify([options.credentials, options.otherCredentials]);
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const problems = [
    source.webhook && !options.webhook && 'The source offers webhooks: hand in webhook.sign.',
    !source.webhook && options.webhook && 'The source offers no webhooks: leave out webhook.',
    JSON.stringify(options.credentials) === JSON.stringify(options.otherCredentials) &&
      'credentials and otherCredentials have to differ.',
    !options.secrets.every((secret) => secret !== '' && given.includes(inJson(secret))) &&
      'secrets names a text that is in neither of the credentials.',
  ].filter((problem) => typeof problem === 'string');
  if (problems.length > 0) throw new SourceError('source_contract_broken', problems.join('\n'));
}

function leftOut(source: AnySource): readonly LeftOut[] {
  const name = `The source "${source.name}"`;
  const withoutCases = (['poll', 'backfill', 'confirm', 'enrich'] as const).map((capability) => ({
    capability,
    why: source[capability]
      ? `${name} offers it, but needs its vendor for it: try it against a stand-in.`
      : `${name} does not offer it.`,
  }));
  return source.webhook
    ? withoutCases
    : [{ capability: 'webhook', why: `${name} does not offer it.` }, ...withoutCases];
}
