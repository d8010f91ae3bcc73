import assert from 'node:assert/strict';

import { SourceError } from '../errors/index.ts';
import type { JsonObject } from '../events/index.ts';
import type { AnySource, BackfilledActivity, BackfillStep } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { assertEvents, eventsOf, expectedEvents } from './normalized.ts';
import { throughJson } from './poll-memory.ts';
import { assertSameActivities } from './same-activities.ts';
import { vendorCases } from './vendor-cases.ts';
import type { VendorCall } from './vendor-cases.ts';
import type { BackfillContractOptions } from './vendor-options.ts';
import { openVendorSession } from './vendor-session.ts';
import type { VendorSession } from './vendor-session.ts';

/** What `backfill` finds. */
export function backfillCases(
  options: SourceContractOptions<unknown>,
  { activities, maxSteps = 100 }: BackfillContractOptions,
): readonly ContractCase[] {
  const walk = async (use: {
    readonly session: VendorSession;
    readonly source?: AnySource;
    readonly signal?: AbortSignal;
    readonly cursor?: JsonObject;
  }): Promise<readonly BackfillStep[]> => {
    const { session, source = session.createSource(), cursor = null } = use;
    const { signal = new AbortController().signal } = use;
    if (!source.backfill) {
      throw new SourceError('source_capability_missing', `"${source.name}" offers no backfill.`);
    }
    const steps: BackfillStep[] = [];
    for await (const step of source.backfill({ cursor }, { ...session.context, signal })) {
      steps.push(step);
      assert.ok(steps.length <= maxSteps, `It is not finished after ${maxSteps} steps.`);
    }
    return steps;
  };
  const call: VendorCall = { capability: 'backfill', run: (use) => walk(use) };
  return [
    {
      name: 'backfill: finds every activity in the API exactly once, with its position',
      run: async () => {
        const session = openVendorSession(options);
        const source = session.createSource();
        const found = activitiesOf(await walk({ session, source }));
        // The relay sorts them: the order in which a scan finds them does not matter.
        const sorted = found.toSorted((a, b) => a.position - b.position);
        assert.deepEqual(
          sorted.map(({ id }) => id),
          activities.map(({ id }) => id),
        );
        assert.deepEqual(
          eventsOf(source, sorted),
          expectedEvents(activities.map(({ event }) => event)),
        );
        const positions = new Set(found.map(({ position }) => position));
        assert.equal(positions.size, found.length, 'Two activities have the same position.');
        for (const activity of found) {
          assert.ok(Number.isSafeInteger(activity.position), 'A position must be a whole number.');
          if (source.position !== undefined) {
            assert.equal(
              source.position(activity),
              activity.position,
              'position() differs from the position in the backfill.',
            );
          }
          assertEvents(source, activity);
        }
      },
    },
    {
      name: 'backfill: continues after any step, in another process',
      run: async () => {
        const steps = await walk({ session: openVendorSession(options) });
        for (const [index, { cursor }] of steps.entries()) {
          const session = openVendorSession(options);
          const rest = await walk({ session, cursor: throughJson(cursor) });
          const expected = steps.slice(index + 1);
          const when = `Continued after step ${index + 1} of ${steps.length},`;
          assertSameActivities(
            activitiesOf(rest),
            activitiesOf(expected),
            `${when} it found others.`,
          );
          assert.deepEqual(rest, expected, `${when} the steps differ.`);
        }
      },
    },
    {
      name: 'backfill: reports progress, in steps that can be stored as JSON',
      run: async () => {
        const steps = await walk({ session: openVendorSession(options) });
        for (const [index, step] of steps.entries()) {
          const { cursor, done, total, unreadable = [] } = step;
          const kept = { cursor, done, total, unreadable };
          assert.deepEqual(throughJson(kept), kept, 'JSON does not preserve this.');
          const before = steps[index - 1]?.done ?? 0;
          assert.ok(done >= before, `It reported ${before} documents done, then ${done}.`);
          assert.ok(
            total === null || done <= total,
            `It reported ${done} of ${total} documents done.`,
          );
        }
      },
    },
    ...vendorCases(options, call),
  ];
}

function activitiesOf(steps: readonly BackfillStep[]): readonly BackfilledActivity[] {
  return steps.flatMap(({ activities }) => activities);
}
