import assert from 'node:assert/strict';

import * as v from 'valibot';

import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { assertEvents, assertValid, expectedEvents } from './normalized.ts';
import { assertTold, openPollHost, pollPlan, pollStory } from './poll-host.ts';
import type { PollHost } from './poll-host.ts';
import type { ExpectedEvent, PollChange } from './vendor-options.ts';
import { openVendorSession, someOf } from './vendor-session.ts';

/** Server clocks are off by minutes, or by a time zone if it was misconfigured. */
const behindMs = 3_600_000;

/** What a poll reports, and what it costs. */
export function pollCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const plan = pollPlan(options);
  const { startFrom } = plan;
  return [
    {
      name: 'poll: a first poll from now returns no activities, and finishes',
      run: async () => {
        const host = openPollHost(options, { startFrom: 'now' });
        await host.poll();
        told(host, { expected: [], when: 'From now,' });
      },
    },
    {
      name: 'poll: a first poll from the beginning returns every document, in order',
      run: async () => {
        const host = openPollHost(options, { startFrom: 'beginning' });
        await host.poll();
        told(host, { expected: plan.documents, when: 'From the beginning,' });
      },
    },
    ...(startFrom
      ? [
          {
            name: 'poll: a first poll from a document returns it and those after it, in order',
            run: async () => {
              const host = openPollHost(options, { startFrom: startFrom.id });
              const { startFromSchema = v.string() } = host.source;
              assertValid(startFromSchema, startFrom.id);
              await host.poll();
              const when = `From document ${startFrom.id},`;
              told(host, { expected: startFrom.documents, when });
            },
          },
        ]
      : []),
    {
      name: 'poll: when nothing has changed, it returns no activities and makes few requests',
      run: async () => {
        const host = openPollHost(options, { startFrom: 'beginning' });
        await host.poll();
        const first = host.session.requests.length;
        const most = plan.idleRequests ?? first - 1;
        for (const poll of ['the second', 'the third']) {
          const before = host.session.requests.length;
          const { activities } = await host.pollLater();
          const when = `Nothing has changed, and at ${poll} poll`;
          assertTold({ source: host.source, activities, expected: [], when });
          const requests = host.session.requests.length - before;
          assert.ok(
            requests <= most,
            `${when} it made ${requests} requests (${first} at the first): at most ${most} are ` +
              'allowed. If the stand-in has too few documents to do better, give it more, ' +
              'or set idleRequests.',
          );
        }
      },
    },
    ...plan.changes.flatMap((change) => changeCases(options, change)),
    {
      name: 'poll: a change in the middle of a poll hides nothing else',
      run: async () => {
        const host = openPollHost(options, { startFrom: 'beginning' });
        await host.poll();
        const first = host.session.requests.length;
        await host.pollLater({ requested: true });
        const later = host.session.requests.length - first;
        for (const change of plan.changes) {
          if (change.activities.length === 0) continue;
          for (const number of someOf(first)) {
            await changeInTheMiddle({ options, change, number, of: 'the first' });
          }
          // It compares with what is remembered: a document that moved to another page is not gone.
          for (const number of someOf(later, 10)) {
            await changeInTheMiddle({ options, change, number, of: 'a later' });
          }
        }
      },
    },
    {
      name: 'poll: changes at the same moment are all returned, with a poll after each',
      run: async () => {
        // If a vendor stamps with whole seconds, this is where `since` may skip something.
        const host = openPollHost(options, { startFrom: 'now' });
        await pollStory(host, plan.changes, 'poll');
        const expected = plan.changes.flatMap(({ activities }) => activities);
        told(host, { expected, when: 'After all changes' });
      },
    },
    {
      name: 'poll: misses nothing when the vendor’s clock is behind',
      run: async () => {
        const session = openVendorSession(options, { vendorBehindMs: behindMs });
        const host = openPollHost(options, { startFrom: 'now', session });
        await pollStory(host, plan.changes);
        const expected = plan.changes.flatMap(({ activities }) => activities);
        told(host, { expected, when: 'With a vendor whose clock is an hour behind,' });
      },
    },
    {
      name: 'poll: its activities become events that match the catalog, of the listed types',
      run: async () => {
        const host = openPollHost(options, { startFrom: 'beginning' });
        for (const activity of await pollStory(host, plan.changes)) {
          const { id, raw, seenAt } = activity;
          assert.ok(typeof id === 'string' && id !== '', 'An activity has no id.');
          assert.equal(seenAt, new Date(seenAt).toISOString(), 'seenAt must be ISO 8601 in UTC.');
          new TextDecoder('utf-8', { fatal: true }).decode(raw);
          assertEvents(host.source, activity);
          const named = host.source.normalize(activity).map((event) => event.activity.id);
          assert.deepEqual([...new Set(named)], [id], 'An event refers to a different activity.');
        }
      },
    },
  ];
}

function changeCases(
  options: SourceContractOptions<unknown>,
  change: PollChange<unknown>,
): readonly ContractCase[] {
  const { intervalSeconds, documents } = pollPlan(options);
  const begin = async (startFrom: 'now' | 'beginning') => {
    const host = openPollHost(options, { startFrom });
    await host.poll();
    await change.make(host.session.vendor);
    return host;
  };
  /** What was reported stays reported, and nothing is reported twice. */
  const end = async (
    host: PollHost,
    when: string,
    before: readonly (typeof documents)[number][],
  ) => {
    const expected = [...before, ...change.activities];
    told(host, { expected, when });
    await host.pollLater();
    await host.pollLater({ requested: true });
    told(host, { expected, when: `${when} and after two more polls` });
  };
  return [
    {
      name: `poll: "${change.name}" is returned once, by a poll on request`,
      run: async () => {
        const fromNow = await begin('now');
        await fromNow.poll({ requested: true });
        await end(fromNow, 'From now,', []);

        const fromBeginning = await begin('beginning');
        await fromBeginning.poll({ requested: true });
        await end(fromBeginning, 'From the beginning,', documents);
      },
    },
    {
      name: `poll: "${change.name}" is returned once, by scheduled polls`,
      run: async () => {
        const host = await begin('now');
        const polls = Math.ceil((change.withinSeconds ?? intervalSeconds) / intervalSeconds);
        for (let count = 0; count < polls; count += 1) await host.pollLater();
        await end(host, `After ${polls} polls,`, []);
      },
    },
  ];
}

/**
 * Makes a change right before a request of a poll. Whether the change is reported, or the document
 * as it is by then, depends on the vendor; everything else must be reported all the same, although
 * the pages of a list shift.
 */
async function changeInTheMiddle({
  options,
  change,
  number,
  of,
}: {
  readonly options: SourceContractOptions<unknown>;
  readonly change: PollChange<unknown>;
  readonly number: number;
  readonly of: 'the first' | 'a later';
}): Promise<void> {
  const host = openPollHost(options, { startFrom: 'beginning' });
  const { session, source, memory } = host;
  if (of === 'a later') await host.poll();
  session.intercept((current) => {
    if (current !== number) return undefined;
    return async (request) => {
      await change.make(session.vendor);
      return session.vendor.transport(request);
    };
  });
  if (of === 'a later') await host.pollLater({ requested: true });
  else await host.poll();
  session.intercept(null);
  await host.pollLater({ requested: true });
  await host.pollLater({ requested: true });

  const changed = new Set(expectedEvents(change.activities).flat().map(subjectKey));
  const isOther = (events: readonly ExpectedEvent[]) =>
    events.every((event) => !changed.has(subjectKey(event)));
  const when = `With "${change.name}" right before request ${number} of ${of} poll,`;
  assertTold({
    source,
    activities: memory.activities.filter((activity) => isOther(source.normalize(activity))),
    expected: pollPlan(options).documents.filter((one) => isOther(expectedEvents([one]).flat())),
    when: `${when} of the other documents`,
    inAnyOrder: true,
  });
  const ids = memory.activities.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `${when} two activities have the same id: ${ids}`);
}

function subjectKey({ subject }: ExpectedEvent): string {
  return `${subject?.kind} ${subject?.id}`;
}

function told(
  { source, memory }: PollHost,
  options: Pick<Parameters<typeof assertTold>[0], 'expected' | 'when'>,
): void {
  assertTold({ source, activities: memory.activities, ...options });
}
