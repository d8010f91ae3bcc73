import type { RelayClient } from '../src/index.ts';
import { deliveryWithAttempts } from './samples.ts';

/** A call, what it requests, and what the relay responds. */
export interface Case {
  readonly call: (relay: RelayClient) => Promise<unknown>;
  /** Method and URL. */
  readonly asks: string;
  readonly body?: unknown;
  readonly answer?: unknown;
}

const at = '2026-11-20T10:00:00.000Z';
const page = (item: unknown) => ({ data: [item], next: 'further' });

const flow = { activities: 3, events: 3, delivered: 2, failedAttempts: 1, dead: 0 };

const overview = {
  range: '24h',
  from: '2026-11-19T10:00:00.000Z',
  to: at,
  stepSeconds: 900,
  series: [
    { at, ...flow, pending: 1, oldestPendingSeconds: 12 },
    { at, ...flow, pending: null, oldestPendingSeconds: null },
  ],
  totals: flow,
  now: { pending: 1, oldestPendingAt: at, quarantined: 1 },
};

const quarantined = {
  id: 'qua_1',
  connectionId: 'con_1',
  source: 'envoice',
  reason: 'payload_unreadable',
  detail: 'It is no JSON.',
  authentic: false,
  via: 'webhook',
  activityId: null,
  size: 3,
  receivedAt: at,
  retriedAt: null,
};

const replay = {
  id: 'rpl_1',
  subscriptionId: 'sub_1',
  from: at,
  to: null,
  eventTypes: ['invoice.*'],
  status: ['dead'],
  state: 'running',
  total: 10,
  enqueued: 4,
  pending: 1,
  delivered: 3,
  dead: 0,
  createdAt: at,
  finishedAt: null,
};

const newReplay = { subscriptionId: 'sub_1', from: at, status: ['dead'] as const, dryRun: true };
const account = { source: 'envoice', credentials: { authKey: 'a' } };

/** What the relay's dashboard requests, besides what other clients do. */
export const pageCalls: Readonly<Record<string, Case>> = {
  'overview.get': {
    call: (relay) => relay.overview.get({ range: '24h' }),
    asks: 'GET /v1/overview?range=24h',
    answer: overview,
  },
  'overview.get of an empty relay, by one that is newer': {
    call: (relay) => relay.overview.get({ range: '1h' }),
    asks: 'GET /v1/overview?range=1h',
    answer: {
      ...overview,
      range: '1h',
      series: [],
      now: { pending: 0, oldestPendingAt: null, quarantined: 0, paused: 2 },
    },
  },
  'quarantine.list': {
    call: (relay) => relay.quarantine.list({ connectionId: 'con_1', after: 'abc', limit: 10 }),
    asks: 'GET /v1/quarantine?connectionId=con_1&after=abc&limit=10',
    answer: page(quarantined),
  },
  'quarantine.get': {
    call: (relay) => relay.quarantine.get({ id: 'qua_1' }),
    asks: 'GET /v1/quarantine/qua_1',
    answer: { ...quarantined, method: 'POST', headers: { host: 'a' }, bodyBase64: 'e30K' },
  },
  'quarantine.retry': {
    call: (relay) => relay.quarantine.retry({ id: 'qua_1' }),
    asks: 'POST /v1/quarantine/qua_1/retry',
    answer: { status: 'accepted', events: ['evt_1'], detail: null },
  },
  'quarantine.retry of one that stays': {
    call: (relay) => relay.quarantine.retry({ id: 'qua_1' }),
    asks: 'POST /v1/quarantine/qua_1/retry',
    answer: { status: 'quarantined', events: [], detail: 'It is no JSON.' },
  },
  'quarantine.delete': {
    call: (relay) => relay.quarantine.delete({ id: 'qua_1' }),
    asks: 'DELETE /v1/quarantine/qua_1',
  },
  'connections.test': {
    call: (relay) => relay.connections.test(account),
    asks: 'POST /v1/connections/test',
    body: account,
    answer: { ok: false, message: 'The vendor refuses the credentials.' },
  },
  'deliveries.cancel': {
    call: (relay) => relay.deliveries.cancel({ id: 'dlv_1' }),
    asks: 'POST /v1/deliveries/dlv_1/cancel',
    answer: deliveryWithAttempts,
  },
  'replays.create': {
    call: (relay) => relay.replays.create(newReplay),
    asks: 'POST /v1/replays',
    body: newReplay,
    answer: { ...replay, id: null, state: 'dry_run', enqueued: 0 },
  },
  'replays.list': {
    call: (relay) => relay.replays.list({ subscriptionId: 'sub_1' }),
    asks: 'GET /v1/replays?subscriptionId=sub_1',
    answer: page(replay),
  },
  'replays.get': {
    call: (relay) => relay.replays.get({ id: 'rpl_1' }),
    asks: 'GET /v1/replays/rpl_1',
    answer: replay,
  },
  'replays.cancel': {
    call: (relay) => relay.replays.cancel({ id: 'rpl_1' }),
    asks: 'DELETE /v1/replays/rpl_1',
  },
  'session.signOut': {
    call: (relay) => relay.session.signOut(),
    asks: 'DELETE /v1/session',
  },
  'session.signOutEverywhere': {
    call: (relay) => relay.session.signOutEverywhere(),
    asks: 'DELETE /v1/sessions',
  },
};
