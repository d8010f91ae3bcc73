import type {
  ApiKey,
  Backfill,
  Connection,
  Delivery,
  DeliveryWithAttempts,
  Poll,
  RelayEvent,
  SignatureDetection,
  Subscription,
} from '../src/index.ts';

const at = '2026-11-20T10:00:00.000Z';

/** Responses as the relay sends them. */
export const connection: Connection = {
  id: 'con_1',
  source: 'envoice',
  name: 'My shop',
  settings: {},
  ingestUrl: 'https://relay.example.com/hooks/token',
  verification: {
    mode: 'signature',
    state: 'pinned',
    scheme: {
      digest: 'hmac-sha256',
      key: 'authSecret',
      parts: ['timestamp', 'activity'],
      separator: '.',
      encoding: 'hex',
    },
  },
  enrich: false,
  poll: null,
  createdAt: at,
  updatedAt: at,
};

export const poll: Poll = {
  intervalSeconds: 300,
  startFrom: 'now',
  requestsPerSecond: 5,
  state: 'failing',
  lastStartedAt: at,
  lastFinishedAt: null,
  nextPollAt: at,
  found: 0,
  foundTotal: 2,
  progress: { done: 400, total: 10_000 },
  unreadable: { count: 1, documents: [{ document: 'invoice 7', reason: 'HTTP 500' }] },
  notice: null,
  error: { code: 'vendor_unreachable', message: 'No answer.', since: at, failures: 3 },
};

export const subscription: Subscription = {
  id: 'sub_1',
  url: 'https://example.com/hook',
  eventTypes: ['invoice.*'],
  connectionIds: null,
  ordering: 'subject',
  description: null,
  status: 'active',
  disabledReason: null,
  failingSince: null,
  createdAt: at,
  updatedAt: at,
};

export const event: RelayEvent = {
  type: 'invoice.paid',
  timestamp: '2026-11-20T10:00:00.1234567Z',
  data: {
    id: 'evt_1',
    connectionId: 'con_1',
    source: 'envoice',
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    attributes: {},
    activity: { id: '99120', type: 'Paid', message: null, link: null, createdAt: null },
    invoice: null,
  },
};

export const delivery: Delivery = {
  id: 'dlv_1',
  subscriptionId: 'sub_1',
  eventId: 'evt_1',
  eventType: 'invoice.paid',
  status: 'delivered',
  attemptCount: 1,
  nextAttemptAt: null,
  createdAt: at,
  finishedAt: at,
};

export const deliveryWithAttempts: DeliveryWithAttempts = {
  ...delivery,
  heldBackBy: null,
  attempts: [
    { number: 1, startedAt: at, durationMs: 12, status: 204, error: null, response: null },
  ],
};

export const backfill: Backfill = {
  id: 'bf_1',
  connectionId: 'con_1',
  reason: 'manual',
  status: 'completed',
  from: at,
  progress: { done: 12, total: 12 },
  found: 30,
  missing: 3,
  appended: 3,
  missingTypes: { 'invoice.paid': 1, 'invoice.viewed': 2 },
  unreadable: 0,
  leftOut: 0,
  missingSince: { activityId: '99120', at: null },
  error: null,
  nextRunAt: null,
  createdAt: at,
  startedAt: at,
  finishedAt: at,
};

export const signatureDetection: SignatureDetection = {
  result: 'one',
  matches: [
    {
      scheme: {
        digest: 'sha256',
        parts: ['activity', 'authSecret'],
        separator: '',
        encoding: 'base64',
      },
      description: 'SHA-256 over the activity and the secret, in base64',
    },
  ],
  explanation: 'Exactly one scheme matches.',
  tried: 1234,
};

export const apiKey: ApiKey = {
  id: 'key_1',
  name: 'Zapier',
  scopes: ['subscribe'],
  origin: 'api',
  createdAt: at,
};
