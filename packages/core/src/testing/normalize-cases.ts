import assert from 'node:assert/strict';

import type { NormalizedEvent } from '../events/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { ActivityFixture, SourceContractOptions } from './contract-options.ts';
import { fixtureActivity } from './contract-subject.ts';
import { assertEvents, assertMembers, expectedEvents } from './normalized.ts';
import { inTimeZone, onAnotherDay } from './other-machines.ts';
import { decoded } from './same-activities.ts';
import { createSourceOptions } from './source-options.ts';

/** What activities become. */
export function normalizeCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const create = () => options.createSource(createSourceOptions());
  const fixtures = [...options.fixtures, options.unknownActivity];
  return [
    ...options.fixtures.map((fixture) => {
      const [expected = []] = expectedEvents([fixture.event]);
      return {
        name: `normalize: "${fixture.name}" becomes ${expected.map(({ type }) => type).join(' and ')}`,
        run: async () => {
          const events = create().normalize(fixtureActivity(fixture));
          assert.deepEqual(
            events.map(({ type, subject }) => ({ type, subject })),
            expected,
          );
          for (const event of events) {
            assert.equal(
              event.activity.id,
              fixture.id,
              'The event refers to a different activity.',
            );
            assertShown(event, fixture);
          }
        },
      };
    }),
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
          const before = decoded(activity.raw);
          const events = source.normalize(activity);
          assert.equal(decoded(activity.raw), before, 'normalize changed the raw activity.');
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
    {
      name: 'normalize: returns the same on any day, and in any time zone',
      run: async () => {
        const { normalize } = create();
        const read = () => fixtures.map((fixture) => normalize(fixtureActivity(fixture)));
        const here = read();
        assert.deepEqual(
          onAnotherDay(read),
          here,
          'On another day, the same activity becomes different events: use activity.seenAt, not the clock.',
        );
        for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
          assert.deepEqual(
            inTimeZone(zone, read),
            here,
            `On a machine in the time zone ${zone}, the same activity becomes different events: read and write times with "Z" or an offset.`,
          );
        }
      },
    },
  ];
}

/** What only the author of a source knows to be right. */
function assertShown(
  event: NormalizedEvent,
  { timestamp, document }: Pick<ActivityFixture, 'timestamp' | 'document'>,
): void {
  if (timestamp !== undefined) {
    assert.equal(Date.parse(event.timestamp), Date.parse(timestamp), `It is ${event.timestamp}.`);
  }
  if (document === undefined) return;
  assert.ok(event.document, 'The event has no document.');
  assertMembers(event.document, document);
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
