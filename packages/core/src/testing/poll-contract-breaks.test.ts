import * as v from 'valibot';
import { expect, test } from 'vitest';

import { VendorError } from '../errors/index.ts';
import type { Activity, PollResult, SourceOptions, Transport } from '../source/index.ts';
import type { Ledger } from './example-ledger.ts';
import { createPollingExample, pollingContract } from './polling-example.ts';
import type { PollingExample } from './polling-example.ts';
import { sourceContract } from './source-contract.ts';
import type { SourceContractOptions } from './contract-options.ts';

type Contract = SourceContractOptions<{ readonly token: string }, Ledger>;
type Poll = PollingExample['poll'];
type PollContext = Parameters<Poll>[1];

/** The names of the cases that fail, for the polling example with something changed. */
async function failing(change: Partial<Contract>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of sourceContract({ ...pollingContract, ...change }).cases) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

type Change = (source: PollingExample, world: SourceOptions) => Partial<PollingExample>;

function broken(change: Change): Partial<Contract> {
  return {
    createSource: (world) => {
      const source = createPollingExample(world);
      return { ...source, ...change(source, world) };
    },
  };
}

/** A poll whose context is changed before, and whose step after. */
function brokenPoll(change: {
  readonly context?: (context: PollContext) => Partial<PollContext>;
  readonly step?: (step: PollResult, world: SourceOptions, context: PollContext) => object;
}): Partial<Contract> {
  return broken(({ poll }, world) => ({
    poll: async (cursor, context) => {
      const step = await poll(cursor, { ...context, ...change.context?.(context) });
      return { ...step, ...change.step?.(step, world, context) };
    },
  }));
}

/** All that ask the vendor, by a transport that is changed. */
function brokenTransport(
  change: (transport: Transport, token: string) => Transport,
): Partial<Contract> {
  const by = <Context extends { transport: Transport; credentials: { token: string } }>(
    context: Context,
  ) => ({ ...context, transport: change(context.transport, context.credentials.token) });
  return broken(({ poll, backfill, confirm, enrich }) => ({
    poll: (cursor, context) => poll(cursor, by(context)),
    backfill: (options, context) => backfill(options, by(context)),
    confirm: (activities, context) => confirm(activities, by(context)),
    enrich: (subject, context) => enrich(subject, by(context)),
  }));
}

const vendorCapabilities = ['poll', 'backfill', 'confirm', 'enrich'];
const ofAll = (name: string) => vendorCapabilities.map((capability) => `${capability}: ${name}`);
const trouble = 'a vendor in trouble ends it in a VendorError of the right code';
const abort = 'an aborted signal ends it with its reason, whatever it is doing';
const secrecy = 'shows no secret, in what it gives and in its errors';
const ownTransport = 'reaches the vendor by the transport of its context, and by no other way';
const fromNow = 'poll: a first poll from now tells nothing, and comes to an end';
const fromBeginning = 'poll: a first poll from the beginning tells every document, in order';
const fromId = 'poll: a first poll from a document tells it and those after it, in order';
const idle = 'poll: when nothing has changed it tells nothing, and asks little';
const asked = pollingContract.poll.changes.map(
  ({ name }) => `poll: "${name}" is told once, by the poll that somebody asks for`,
);
const scheduled = pollingContract.poll.changes.map(
  ({ name }) => `poll: "${name}" is told once, by polls on schedule`,
);
const events = 'poll: its activities become events as the catalog describes them, of the types listed';
const again = 'poll: a step that is made again finds the same, whichever it is';
const againLater =
  'poll: a step that is made again later gives its activities the ids that they had';
const later = 'poll: when the vendor is in trouble later, it ends in a VendorError and nothing is lost';
const anyRequest =
  'poll: whichever request the vendor fails at, nothing is lost and nothing told twice';
const json = 'poll: cursor and memory are what JSON and a database can hold';

const withIds =
  (id: (activity: Activity, index: number) => string) =>
  ({ activities }: PollResult) => ({
    activities: activities.map((one, index) => ({ ...one, id: id(one, index) })),
  });

const breaks: Readonly<Record<string, Partial<Contract>>> = {
  'a poll without end': brokenPoll({ step: () => ({ more: true }) }),
  'everything told from now': brokenPoll({ context: () => ({ startFrom: 'beginning' }) }),
  'nothing told from the beginning': brokenPoll({
    context: ({ startFrom }) => (startFrom === 'beginning' ? { startFrom: 'now' } : {}),
  }),
  'no ids to start from': brokenPoll({
    context: ({ startFrom }) => (startFrom === '2' ? { startFrom: 'now' } : {}),
  }),
  'ids to start from that it refuses itself': broken(() => ({
    startFromSchema: v.pipe(v.string(), v.startsWith('inv_', 'an id begins with inv_')),
  })),
  'the same walk at every poll': brokenPoll({
    step: (step) => ({ cursor: step.more ? step.cursor : { since: 0, after: 0, first: false } }),
  }),
  'documents that are not remembered': brokenPoll({ step: () => ({ remember: [] }) }),
  'documents that are forgotten again': brokenPoll({
    step: ({ remember = [] }) => ({ remember: [], forget: remember.map(({ key }) => key) }),
  }),
  'changes of the last second passed over': brokenPoll({
    step: ({ cursor, more }) =>
      more ? {} : { cursor: { ...cursor, since: Number(cursor['since']) + 1 } },
  }),
  'a clock of its own in the cursor': brokenPoll({
    step: ({ cursor, more }, world) =>
      more ? {} : { cursor: { ...cursor, since: Math.floor(world.now() / 1000) + 1 } },
  }),
  'changes noticed only when somebody asks': broken(({ poll }) => ({
    poll: async (cursor, context) =>
      cursor?.['first'] === false && !context.requested
        ? { activities: [], cursor, more: false }
        : poll(cursor, context),
  })),
  'changes noticed only on schedule': broken(({ poll }) => ({
    poll: async (cursor, context) =>
      cursor?.['first'] === false && context.requested
        ? { activities: [], cursor, more: false }
        : poll(cursor, context),
  })),
  'activities the wrong way round': brokenPoll({
    step: ({ activities }) => ({ activities: activities.toReversed() }),
  }),
  'an activity told twice': brokenPoll({
    step: ({ activities }) => ({ activities: [...activities, ...activities] }),
  }),
  'one id for all changes of a document': brokenPoll({
    step: withIds(({ id }) => id.split('-')[0] ?? ''),
  }),
  'ids that are random': broken(({ poll }) => {
    return {
      poll: async (...input) => {
        const step = await poll(...input);
        return { ...step, ...withIds(({ id }) => `${id}-${Math.random()}`)(step) };
      },
    };
  }),
  'ids made of the time': broken(({ poll }, { now }) => ({
    poll: async (...input) => {
      const step = await poll(...input);
      return { ...step, ...withIds(({ id }) => `${id}-${now()}`)(step) };
    },
  })),
  'a memory of its own': (() => {
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
  'no errors at all': broken(({ poll }) => ({
    poll: async (cursor, context) => {
      try {
        return await poll(cursor, context);
      } catch (error) {
        if (!(error instanceof VendorError)) throw error;
        return { activities: [], cursor: cursor ?? { since: 0, after: 0, first: true }, more: false };
      }
    },
  })),
  'a cursor that goes on when it failed': broken(({ poll }, { now }) => ({
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
  'dates in the cursor': brokenPoll({
    step: ({ cursor }) => ({ cursor: { ...cursor, at: new Date(0) } }),
  }),
  'memory that JSON drops': brokenPoll({
    step: ({ remember = [] }) => ({
      remember: remember.map((one) => ({ ...one, value: { ...one.value, gone: undefined } })),
    }),
  }),
  'keys that are too long': brokenPoll({
    step: ({ remember = [] }) => ({
      remember: [...remember, { key: 'k'.repeat(201), value: {}, dueAt: null }],
    }),
  }),
  'times that are none': brokenPoll({
    step: () => ({ remember: [{ key: 'k', value: {}, dueAt: 0.5 }] }),
  }),
  'more done than there is': brokenPoll({ step: () => ({ progress: { done: 2, total: 1 } }) }),
  'events that are not listed': broken(() => ({
    eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
  })),
  'a time that is none': brokenPoll({
    step: ({ activities }) => ({
      activities: activities.map((one) => ({ ...one, seenAt: '2026-11-20 10:00' })),
    }),
  }),
  'a secret in the cursor': brokenPoll({
    step: ({ cursor }, _, { credentials }) => ({ cursor: { ...cursor, by: credentials.token } }),
  }),
  'a secret in the memory': brokenPoll({
    step: ({ remember = [] }, _, { credentials }) => ({
      remember: remember.map((one) => ({ ...one, value: { ...one.value, by: credentials.token } })),
    }),
  }),
  'a secret in an activity': brokenPoll({
    step: ({ activities }, _, { credentials }) => ({
      activities: activities.map((one) => {
        const record = JSON.parse(new TextDecoder().decode(one.raw));
        const raw = JSON.stringify({ ...record, by: credentials.token });
        return { ...one, raw: new TextEncoder().encode(raw) };
      }),
    }),
  }),
};
const x = { fromNow, fromBeginning, fromId, idle, asked, scheduled, events, again, againLater, later, anyRequest, json, trouble, abort, secrecy, ownTransport, ofAll, brokenTransport };

test.each(Object.entries(breaks))('sees %s', async (name, change) => {
  const r = await failing(change);
  const names: any = {};
  for (const [k, val] of Object.entries(x)) if (typeof val === 'string') { names[val] = k; for (const c of vendorCapabilities) names[`${c}: ${val}`] = `${c}/${k}`; }
  asked.forEach((n, i) => (names[n] = `asked[${i}]`)); scheduled.forEach((n, i) => (names[n] = `scheduled[${i}]`));
  console.log('BREAK', name, '=>', r.map((n) => names[n] ?? n).join(', '));
  expect(1).toBe(1);
});
