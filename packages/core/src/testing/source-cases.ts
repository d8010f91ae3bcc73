import assert from 'node:assert/strict';

import * as v from 'valibot';

import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { createSourceOptions } from './source-options.ts';

/** Values that are nobody's credentials or settings. */
const nonsense: readonly unknown[] = [null, undefined, 'nonsense', 42, true];

/** What every source has, whatever it offers, beyond its shape, which `sourceProblems` checks. */
export function sourceCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const create = () => options.createSource(createSourceOptions());
  return [
    {
      name: 'source: parses its credentials and settings, and rejects nonsense',
      run: async () => {
        const { credentialsSchema, settingsSchema } = create();
        const problems = (schema: v.GenericSchema, value: unknown) =>
          v.safeParse(schema, value).issues?.map(({ message }) => message) ?? [];
        assert.deepEqual(problems(credentialsSchema, options.credentials), []);
        assert.deepEqual(problems(credentialsSchema, options.otherCredentials), []);
        assert.deepEqual(problems(settingsSchema, options.settings ?? {}), []);
        for (const value of nonsense) {
          const shown = String(value);
          assert.ok(!v.is(credentialsSchema, value), `${shown} was accepted as credentials.`);
          assert.ok(!v.is(settingsSchema, value), `${shown} was accepted as settings.`);
        }
      },
    },
    {
      name: 'source: parses its own output unchanged',
      run: async () => {
        const { credentialsSchema, settingsSchema } = create();
        // The relay stores the output of a schema, and validates it with the same schema at every
        // start.
        for (const [schema, value] of [
          [credentialsSchema, options.credentials],
          [settingsSchema, options.settings ?? {}],
        ] as const) {
          const once = v.parse(schema, value);
          const kept: unknown = JSON.parse(JSON.stringify(once));
          assert.deepEqual(v.parse(schema, kept), once);
        }
      },
    },
  ];
}
