import * as v from 'valibot';
import { expect, test } from 'vitest';

import { VendorError } from '../errors/index.ts';
import type { Activity, PollResult } from '../source/index.ts';
import {
  broken,
  brokenPoll,
  failing,
  goneByNumber,
  pagesByNumber,
} from './broken-polling-example.ts';
import type { PollingContract } from './broken-polling-example.ts';
import { pollingContract } from './polling-example-contract.ts';
import { sourceContract } from './source-contract.ts';

const fromNow = 'poll: a first poll from now returns no activities, and finishes';
const fromBeginning = 'poll: a first poll from the beginning returns every document, in order';
const fromId = 'poll: a first poll from a document returns it and those after it, in order';
const idle = 'poll: when nothing has changed, it returns no activities and makes few requests';
const oneMoment = 'poll: changes at the same moment are all returned, with a poll after each';
const asked = pollingContract.poll.changes.map(
  ({ name }) => `poll: "${name}" is returned once, by a poll on request`,
);
const scheduled = pollingContract.poll.changes.map(
  ({ name }) => `poll: "${name}" is returned once, by scheduled polls`,
);
const inTheMiddle = 'poll: a change in the middle of a poll hides nothing else';
const vendorBehind = 'poll: misses nothing when the vendor’s clock is behind';
const events = 'poll: its activities become events that match the catalog, of the listed types';
const again = 'poll: any step that is repeated returns the same result';
const againLater = 'poll: a step that is repeated later returns its activities with the same ids';
const later = 'poll: when the vendor fails later, it throws a VendorError and nothing is lost';
const anyRequest = 'poll: whichever request the vendor fails, nothing is lost or returned twice';
const json = 'poll: cursor and memory can be stored as JSON and in a database';

const withIds =
  (id: (activity: Activity, index: number) => string) =>
  ({ activities }: PollResult) => ({
    activities: activities.map((one, index) => ({ ...one, id: id(one, index) })),
  });

const secrecy = 'poll: shows no secret in its results and errors';
const trouble = 'poll: throws a VendorError with the right code when the vendor fails';
const hostReason = 'poll: passes on a VendorError of the transport';

const polling = sourceContract(pollingContract)
  .cases.map(({ name }) => name)
  .filter((name) => name.startsWith('poll:'));

/** What is broken, and the cases that have to see it: these, and no others. */
const breaks: readonly [string, Partial<PollingContract>, readonly string[]][] = [
  [
    'a poll without end',
    brokenPoll({ step: () => ({ more: true }) }),
    polling.filter((name) => name !== hostReason),
  ],
  [
    'everything told from now',
    brokenPoll({ context: () => ({ startFrom: 'beginning' }) }),
    [fromNow, fromId, ...asked, ...scheduled, oneMoment, vendorBehind, later],
  ],
  [
    'nothing told from the beginning',
    brokenPoll({
      context: ({ startFrom }) => (startFrom === 'beginning' ? { startFrom: 'now' } : {}),
    }),
    [fromBeginning, ...asked, inTheMiddle, again, againLater, anyRequest],
  ],
  [
    'no ids to start from',
    brokenPoll({
      context: ({ startFrom }) => (startFrom === '2' ? { startFrom: 'now' } : {}),
    }),
    [fromId],
  ],
  [
    'ids to start from that it refuses itself',
    broken(() => ({
      startFromSchema: v.pipe(v.string(), v.startsWith('inv_', 'an id begins with inv_')),
    })),
    [fromId],
  ],
  [
    'the same walk at every poll',
    brokenPoll({
      step: (step) => ({ cursor: step.more ? step.cursor : { since: 0, after: 0, first: false } }),
    }),
    [idle],
  ],
  [
    'documents that are not remembered',
    brokenPoll({ step: () => ({ remember: [] }) }),
    [
      idle,
      ...asked,
      ...scheduled,
      inTheMiddle,
      oneMoment,
      vendorBehind,
      again,
      againLater,
      later,
      anyRequest,
    ],
  ],
  [
    'documents that are forgotten again',
    brokenPoll({
      step: ({ remember = [] }) => ({ remember: [], forget: remember.map(({ key }) => key) }),
    }),
    [
      idle,
      ...asked,
      ...scheduled,
      inTheMiddle,
      oneMoment,
      vendorBehind,
      again,
      againLater,
      later,
      anyRequest,
    ],
  ],
  [
    'changes of the last second passed over',
    brokenPoll({
      step: ({ cursor, more }) =>
        more ? {} : { cursor: { ...cursor, since: Number(cursor['since']) + 1 } },
    }),
    [oneMoment],
  ],
  [
    'its own, correct clock in the cursor',
    brokenPoll({
      step: ({ cursor, more }, runtime) =>
        more ? {} : { cursor: { ...cursor, since: Math.floor(runtime.now() / 1000) } },
    }),
    [vendorBehind],
  ],
  [
    'its own clock in the cursor',
    brokenPoll({
      step: ({ cursor, more }, runtime) =>
        more ? {} : { cursor: { ...cursor, since: Math.floor(runtime.now() / 1000) + 1 } },
    }),
    [
      ...asked.slice(0, 3),
      ...scheduled.slice(0, 3),
      oneMoment,
      vendorBehind,
      again,
      againLater,
      later,
      anyRequest,
    ],
  ],
  [
    'changes noticed only when somebody asks',
    broken(({ poll }) => ({
      poll: async (cursor, context) =>
        cursor?.['first'] === false && !context.requested
          ? { activities: [], cursor, more: false }
          : poll(cursor, context),
    })),
    scheduled.slice(0, 3),
  ],
  [
    'changes noticed only on schedule',
    broken(({ poll }) => ({
      poll: async (cursor, context) =>
        cursor?.['first'] === false && context.requested
          ? { activities: [], cursor, more: false }
          : poll(cursor, context),
    })),
    [...asked.slice(0, 3), oneMoment, vendorBehind, again, againLater, later],
  ],
  ['pages by number, which shift when something changes', pagesByNumber(), [inTheMiddle]],
  ['a document that moved to another page taken for gone', goneByNumber(), [inTheMiddle]],
  [
    'activities the wrong way round',
    brokenPoll({
      step: ({ activities }) => ({ activities: activities.toReversed() }),
    }),
    [fromBeginning, ...asked, ...scheduled.slice(2, 3), again, againLater],
  ],
  [
    'an activity told twice',
    brokenPoll({
      step: ({ activities }) => ({ activities: [...activities, ...activities] }),
    }),
    [
      fromBeginning,
      fromId,
      ...asked,
      ...scheduled.slice(0, 3),
      inTheMiddle,
      oneMoment,
      vendorBehind,
      again,
      againLater,
      later,
      anyRequest,
    ],
  ],
  [
    'one id for all changes of a document',
    brokenPoll({
      step: withIds(({ id }) => id.split('-')[0] ?? ''),
    }),
    [...asked.slice(1, 3), inTheMiddle, again, againLater, anyRequest],
  ],
  [
    'ids that are random',
    broken(({ poll }) => {
      return {
        poll: async (...input) => {
          const step = await poll(...input);
          return { ...step, ...withIds(({ id }) => `${id}-${Math.random()}`)(step) };
        },
      };
    }),
    [again, againLater],
  ],
  [
    'ids made of the time',
    broken(({ poll }, { now }) => ({
      poll: async (...input) => {
        const step = await poll(...input);
        return { ...step, ...withIds(({ id }) => `${id}-${now()}`)(step) };
      },
    })),
    [againLater],
  ],
  [
    'its own memory',
    (() => {
      const told = new Set<Activity['id']>();
      let account: object | undefined;
      return brokenPoll({
        step: ({ activities }, _, { memory }) => {
          // Of one connection only, or every case would see what another has told.
          if (account !== memory) told.clear();
          account = memory;
          const news = activities.filter(({ id }) => !told.has(id));
          for (const { id } of news) told.add(id);
          return { activities: news };
        },
      });
    })(),
    [again, againLater],
  ],
  [
    'no errors at all',
    broken(({ poll }) => ({
      poll: async (cursor, context) => {
        try {
          return await poll(cursor, context);
        } catch (error) {
          if (!(error instanceof VendorError)) throw error;
          return {
            activities: [],
            cursor: cursor ?? { since: 0, after: 0, first: true },
            more: false,
          };
        }
      },
    })),
    [later, trouble, hostReason],
  ],
  [
    'a cursor that goes on when it failed',
    broken(({ poll }, { now }) => ({
      poll: async (cursor, context) => {
        try {
          return await poll(cursor, context);
        } catch (error) {
          if (!(error instanceof VendorError) || !cursor) throw error;
          const since = Math.floor(now() / 1000) + 1;
          return { activities: [], cursor: { since, after: 0, first: false }, more: false };
        }
      },
    })),
    [later, anyRequest],
  ],
  [
    'dates in the cursor',
    brokenPoll({
      step: ({ cursor }) => ({ cursor: { ...cursor, at: new Date(0) } }),
    }),
    [json],
  ],
  [
    'memory that JSON drops',
    brokenPoll({
      step: ({ remember = [] }) => ({
        remember: remember.map((one) => ({ ...one, value: { ...one.value, gone: undefined } })),
      }),
    }),
    [json],
  ],
  [
    'keys that are too long',
    brokenPoll({
      step: ({ remember = [] }) => ({
        remember: [...remember, { key: 'k'.repeat(201), value: {}, dueAt: null }],
      }),
    }),
    [json],
  ],
  [
    'times that are none',
    brokenPoll({
      step: ({ remember = [] }) => ({
        remember: remember.map((one) => ({ ...one, dueAt: 0.5 })),
      }),
    }),
    [json],
  ],
  [
    'more done than there is',
    brokenPoll({ step: () => ({ progress: { done: 2, total: 1 } }) }),
    [json],
  ],
  [
    'events that are not listed',
    broken(() => ({
      eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
    })),
    [events],
  ],
  [
    'a time that is none',
    brokenPoll({
      step: ({ activities }) => ({
        activities: activities.map((one) => ({ ...one, seenAt: '2026-11-20 10:00' })),
      }),
    }),
    [events],
  ],
  [
    'a secret in the cursor',
    brokenPoll({
      step: ({ cursor }, _, { credentials }) => ({ cursor: { ...cursor, by: credentials.token } }),
    }),
    [secrecy],
  ],
  [
    'a secret in the memory',
    brokenPoll({
      step: ({ remember = [] }, _, { credentials }) => ({
        remember: remember.map((one) => ({
          ...one,
          value: { ...one.value, by: credentials.token },
        })),
      }),
    }),
    [secrecy],
  ],
  [
    'a secret in an activity',
    brokenPoll({
      step: ({ activities }, _, { credentials }) => ({
        activities: activities.map((one) => {
          const record = JSON.parse(new TextDecoder().decode(one.raw));
          const raw = JSON.stringify({ ...record, by: credentials.token });
          return { ...one, raw: new TextEncoder().encode(raw) };
        }),
      }),
    }),
    [secrecy],
  ],
];

test.each(breaks)('detects %s', async (_, change, cases) => {
  expect(await failing(change)).toEqual(cases.toSorted());
});

test('every polling case fails at least once', () => {
  const seen = new Set(breaks.flatMap(([, , cases]) => cases));
  expect(polling.filter((name) => !seen.has(name))).toEqual([]);
});
