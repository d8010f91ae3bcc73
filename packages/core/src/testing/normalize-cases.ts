import assert from 'node:assert/strict';

import type { NormalizedEvent } from '../events/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { fixtureActivity } from './contract-subject.ts';
import { assertEvents } from './normalized.ts';
import { createSourceOptions } from './source-options.ts';

/** What activities become. */
export function normalizeCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const create = () => options.createSource(createSourceOptions());
  const fixtures = [...options.fixtures, options.unknownActivity];
  return [
    ...options.fixtures.map((fixture) => ({
      name: `normalize: "${fixture.name}" becomes ${fixture.event.type}`,
      run: async () => {
        const [{ type, subject, activity }] = create().normalize(fixtureActivity(fixture));
        assert.deepEqual({ type, subject }, fixture.event);
        assert.equal(activity.id, fixture.id, 'The event refers to a different activity.');
      },
    })),
    {
      name: 'normalize: an activity of unknown type becomes activity.unknown with its members',
      run: async () => {
        const { attributes, ...fixture } = options.unknownActivity;
        const events = create().normalize(fixtureActivity(fixture));
        assert.deepEqual(
          events.map(({ type }) => type),
          ['activity.unknown'],
        );
        const kept = Object.keys(attributes).map((name) => [name, events[0].attributes[name]]);
        assert.deepEqual(Object.fromEntries(kept), attributes, 'A member was lost or changed.');
      },
    },
    {
      name: 'normalize: returns events that match the catalog, of the listed types',
      run: async () => {
        const source = create();
        for (const fixture of fixtures) {
          assertEvents(source, fixtureActivity(fixture));
        }
      },
    },
    {
      name: 'normalize: is pure',
      run: async () => {
        const asked: string[] = [];
        const source = options.createSource(watchedOptions(asked));
        const normalized = fixtures.map((fixture): readonly NormalizedEvent[] => {
          const activity = Object.freeze(fixtureActivity(fixture));
          const before = activity.raw.slice();
          const events = source.normalize(activity);
          assert.deepEqual(activity.raw, before, 'normalize changed the raw activity.');
          return events;
        });
        const again = fixtures
          .toReversed()
          .map((fixture) => create().normalize(fixtureActivity(fixture)));
        assert.deepEqual(
          again.toReversed(),
          normalized,
          'The same activity became different events.',
        );
        assert.deepEqual(asked, [], 'normalize used the runtime.');
      },
    },
  ];
}

/** A runtime that records what it is asked for. */
function watchedOptions(asked: string[]) {
  const options = createSourceOptions();
  const watch =
    <Input extends readonly unknown[], Output>(name: string, call: (...input: Input) => Output) =>
    (...input: Input) => {
      asked.push(name);
      return call(...input);
    };
  return {
    now: watch('now', options.now),
    random: watch('random', options.random),
    sleep: watch('sleep', options.sleep),
  };
}
