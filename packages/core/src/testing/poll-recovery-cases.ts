import assert from 'node:assert/strict';

import { VendorError } from '../errors/index.ts';
import { errorOf } from './contract-assert.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { assertTold, openPollHost, pollPlan, pollStory } from './poll-host.ts';
import type { PollHost } from './poll-host.ts';
import { assertSameActivities } from './same-activities.ts';
import { assertVendorError } from './vendor-cases.ts';
import { someOf } from './vendor-session.ts';
import { failing, troubles, unreachable } from './vendor-trouble.ts';

const hourSeconds = 3600;

/** What happens to a poll when its host or its vendor fails. */
export function pollRecoveryCases(
  options: SourceContractOptions<unknown>,
): readonly ContractCase[] {
  const plan = pollPlan(options);
  const everything = [...plan.documents, ...plan.changes.flatMap(({ activities }) => activities)];
  const story = async (use: Omit<Parameters<typeof openPollHost>[1], 'startFrom'>) => {
    const host = openPollHost(options, { startFrom: 'beginning', ...use });
    await pollStory(host, plan.changes);
    return host;
  };
  return [
    {
      name: 'poll: any step that is repeated returns the same result',
      run: async () => {
        // As after a crash before the step was stored: another process repeats it.
        const { source, memory } = await story({
          watch: (_, session) => async (cursor, context) => {
            const began = session.clock.now();
            const lost = await session.createSource().poll?.(cursor, context);
            // At the same time, however long the source slept in between.
            session.clock.advance(began - session.clock.now());
            const step = await session.createSource().poll?.(cursor, context);
            assert.ok(lost && step);
            assertSameActivities(step.activities, lost.activities, 'A repeated step differs.');
            return step;
          },
        });
        const when = 'With every step repeated,';
        assertTold({ source, activities: memory.activities, expected: everything, when });
      },
    },
    {
      name: 'poll: a step that is repeated later returns its activities with the same ids',
      run: async () => {
        const { source, memory } = await story({
          watch: (_, session) => async (cursor, context) => {
            const lost = await session.createSource().poll?.(cursor, context);
            session.clock.advance(1000);
            const step = await session.createSource().poll?.(cursor, context);
            assert.ok(lost && step);
            const ids = new Set(step.activities.map(({ id }) => id));
            for (const { id } of lost.activities) {
              assert.ok(ids.has(id), `Repeated after a second, a step lost ${id}.`);
            }
            return step;
          },
        });
        const when = 'With every step repeated after a second,';
        assertTold({ source, activities: memory.activities, expected: everything, when });
      },
    },
    {
      name: 'poll: when the vendor fails later, it throws a VendorError and nothing is lost',
      run: async () => {
        for (const change of plan.changes) {
          for (const trouble of troubles) {
            const host = openPollHost(options, { startFrom: 'now' });
            await host.poll();
            await change.make(host.session.vendor);
            host.session.intercept(() => trouble.transport);
            const error = await errorOf(() => host.pollLater({ requested: true }));
            assertVendorError({ error, trouble });
            await assertRecovers(host, {
              expected: change.activities,
              when: `"${change.name}" happened while the vendor ${trouble.name}: afterwards`,
            });
          }
        }
      },
    },
    {
      name: 'poll: whichever request the vendor fails, nothing is lost or returned twice',
      run: async () => {
        const begin = async () => {
          const host = openPollHost(options, { startFrom: 'beginning' });
          return { host, expected: plan.documents, poll: () => host.poll() };
        };
        const changed = plan.changes.map((change) => async () => {
          const host = openPollHost(options, { startFrom: 'beginning' });
          await host.poll();
          await change.make(host.session.vendor);
          const expected = [...plan.documents, ...change.activities];
          return { host, expected, poll: () => host.pollLater({ requested: true }) };
        });
        for (const open of [begin, ...changed]) {
          // Each needs its own first poll, which may well be a hundred requests.
          for (const number of someOf(await requestsOf(open), open === begin ? 40 : 10)) {
            for (const trouble of [unreachable, failing]) {
              const { host, expected, poll } = await open();
              // One is down from then on, the other fails once.
              const isDown = trouble === unreachable;
              host.session.intercept((current) =>
                current === number || (isDown && current > number) ? trouble.transport : undefined,
              );
              const error = await errorOf(poll);
              const when = `The vendor ${trouble.name} from request ${number} on: afterwards`;
              assert.ok(
                error === undefined || error instanceof VendorError,
                `${when} the poll threw ${String(error)} instead of a VendorError.`,
              );
              await assertRecovers(host, { expected, when });
            }
          }
        }
      },
    },
    {
      name: 'poll: cursor and memory can be stored as JSON and in a database',
      run: async () => {
        await story({
          watch: (poll) => async (cursor, context) => {
            const step = await poll(cursor, context);
            const { activities: _, ...kept } = step;
            assert.deepEqual(
              JSON.parse(JSON.stringify(kept)),
              kept,
              'JSON does not preserve this.',
            );
            assertMemory(step);
            return step;
          },
        });
      },
    },
  ];
}

function assertMemory(step: {
  readonly remember?: readonly { readonly key: string; readonly dueAt: number | null }[];
  readonly forget?: readonly string[];
  readonly progress?: { readonly done: number; readonly total: number | null };
}): void {
  const { remember = [], forget = [], progress } = step;
  const keys = [...remember.map(({ key }) => key), ...forget];
  assert.equal(new Set(keys).size, keys.length, `A key appears twice: ${keys.join()}`);
  for (const key of keys) {
    assert.ok(key.length > 0 && key.length <= 200, `A key must have 1 to 200 characters: ${key}`);
  }
  for (const { key, dueAt } of remember) {
    const isTime = dueAt === null || (Number.isSafeInteger(dueAt) && dueAt >= 0);
    assert.ok(isTime, `dueAt of "${key}" is ${dueAt} instead of whole milliseconds or null.`);
  }
  if (!progress || progress.total === null) return;
  assert.ok(progress.done <= progress.total, `${progress.done} of ${progress.total} are done.`);
}

async function assertRecovers(
  host: PollHost,
  options: Pick<Parameters<typeof assertTold>[0], 'expected' | 'when'>,
): Promise<void> {
  const { session, source, memory } = host;
  session.intercept(null);
  await host.pollLater({ seconds: hourSeconds, requested: true });
  assertTold({ source, activities: memory.activities, inAnyOrder: true, ...options });
}

async function requestsOf(
  open: () => Promise<{ readonly host: PollHost; readonly poll: () => Promise<unknown> }>,
): Promise<number> {
  const { host, poll } = await open();
  const before = host.session.requests.length;
  await poll();
  return host.session.requests.length - before;
}
