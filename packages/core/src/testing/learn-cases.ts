import assert from 'node:assert/strict';

import type { JsonObject } from '../events/index.ts';
import type { AnySource, SameActivity } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type {
  LearnContractOptions,
  LearnFixture,
  SourceContractOptions,
} from './contract-options.ts';
import { fixtureActivity } from './contract-subject.ts';
import { createSourceOptions } from './source-options.ts';

/** Facts that another version of the source may have stored, or that are corrupt. */
const strangeFacts: readonly JsonObject[] = [{}, { version: 99, anything: [null, { x: 1 }] }];

/** How a source learns from an activity that arrived both ways. */
export function learnCases(
  options: SourceContractOptions<unknown>,
  { activities }: LearnContractOptions,
): readonly ContractCase[] {
  const create = () => options.createSource(createSourceOptions());
  return [
    ...activities.map((fixture) => ({
      name: `learn: "${fixture.name}" ${fixture.event ? `turns it into ${fixture.event.type}` : 'teaches nothing'}`,
      run: async () => {
        const source = create();
        const learned = source.learn?.({ facts: null, sameActivity: sameActivityOf(fixture) });
        if (fixture.event === null) {
          assert.equal(learned, undefined, 'There was nothing to learn.');
          return;
        }
        assert.ok(learned, 'Nothing was learned.');
        assert.ok(learned.notes.length > 0, 'notes must tell the connection’s owner what is new.');
        const [{ type, subject }] = source.normalize(sameActivityOf(fixture).webhook, {
          facts: asKept(learned.facts),
        });
        assert.deepEqual({ type, subject }, fixture.event);
      },
    })),
    {
      name: 'learn: known facts are not news, and are kept alongside new ones',
      run: async () => {
        const source = create();
        let facts: JsonObject | null = null;
        for (const fixture of activities) facts = learnFrom(source, { facts, fixture });
        for (const fixture of activities) {
          const sameActivity = sameActivityOf(fixture);
          assert.equal(source.learn?.({ facts, sameActivity }), undefined, fixture.name);
        }
      },
    },
    {
      name: 'learn: is pure, and ignores facts of other versions',
      run: async () => {
        const [source, other] = [create(), create()];
        for (const fixture of activities) {
          const { webhook } = sameActivityOf(fixture);
          for (const facts of strangeFacts.map((strange) => Object.freeze(strange))) {
            const sameActivity = sameActivityOf(fixture);
            const learned = source.learn?.({ facts, sameActivity });
            assert.deepEqual(learned, other.learn?.({ facts: null, sameActivity }));
            assert.deepEqual(source.normalize(webhook, { facts }), source.normalize(webhook));
          }
        }
      },
    },
  ];
}

function sameActivityOf(fixture: LearnFixture): SameActivity {
  const { id, webhook, api } = fixture;
  return {
    webhook: Object.freeze(fixtureActivity({ id, raw: webhook })),
    api: Object.freeze(fixtureActivity({ id, raw: api })),
  };
}

function learnFrom(
  source: AnySource,
  options: { readonly facts: JsonObject | null; readonly fixture: LearnFixture },
): JsonObject | null {
  const { facts, fixture } = options;
  const learned = source.learn?.({ facts, sameActivity: sameActivityOf(fixture) });
  return learned ? asKept(learned.facts) : facts;
}

/** As a host passes facts back: after a round trip through its database as JSON. */
function asKept(facts: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(facts)) as JsonObject;
}
