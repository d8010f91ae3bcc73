import { matchesEventType } from '@invoice-relay/core/events';
import type { EventType, EventTypePattern } from '@invoice-relay/core/events';
import type { RelayEvent } from '@invoice-relay/relay-client';
import type { IHttpRequestOptions } from 'n8n-workflow';

export interface PlayedSubscription {
  id: string;
  url: string;
  eventTypes: string[];
  connectionIds: string[] | null;
  ordering: string;
  description: string | null;
  status: string;
  secret: string;
  expiresInSeconds?: number;
}

export const secretOf = (fill: number) =>
  `whsec_${btoa(String.fromCharCode(...Array.from({ length: 32 }, () => fill)))}`;

const moment = '2026-11-20T10:00:00.000Z';

/** The part of a relay that the nodes use, simulated in memory behind n8n's HTTP helper. */
export class PlayedRelay {
  readonly subscriptions = new Map<string, PlayedSubscription>();
  readonly connections = [
    { id: 'con_1', name: 'Shop' },
    { id: 'con_2', name: 'Office' },
  ];
  events: RelayEvent[] = [];
  /** A page of large events has fewer than were asked for. */
  largestPage = Number.POSITIVE_INFINITY;
  deliveries = [deliveryView('dlv_1')];
  /** Customer names by event id, since a text search of events covers more than numbers. */
  readonly customers = new Map<string, string>();
  /** Every call, for example `GET /v1/events?limit=1`. */
  readonly calls: string[] = [];
  readonly tests: { id: string; eventType: string }[] = [];
  /** Result of sending a sample. */
  attempt: { status: number | null; error: string | null } = { status: 503, error: 'busy' };
  /** Overrides the response when it returns one. */
  override: ((call: string) => { status: number; body: unknown } | Error | undefined) | undefined;
  #count = 0;

  async request(request: IHttpRequestOptions): Promise<unknown> {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}${decodeURIComponent(url.search)}`;
    this.calls.push(call);
    const body =
      request.body === undefined
        ? {}
        : (JSON.parse(new TextDecoder().decode(request.body as Uint8Array)) as object);
    const answered = this.override?.(call) ?? this.#answer(`${request.method}`, url, body);
    if (answered instanceof Error) throw answered;
    return await Promise.resolve({
      statusCode: answered.status,
      headers: { 'content-type': 'application/json' },
      // A 204 has no body.
      body: new TextEncoder().encode(answered.body === '' ? '' : JSON.stringify(answered.body)),
    });
  }

  #answer(method: string, url: URL, body: object): { status: number; body: unknown } {
    const [, , resource = '', id = '', action = ''] = url.pathname.split('/');
    switch (`${method} ${resource}${id && '/id'}${action && `/${action}`}`) {
      case 'GET connections':
        return ok(page(this.connections.map(connectionView), url));
      case 'GET event-types':
        return ok({ data: ['invoice.paid', 'order.created'].map(eventTypeView), next: null });
      case 'GET events':
        return this.#events(url);
      case 'GET events/id':
        return found(this.events.find((event) => event.data.id === id));
      case 'GET deliveries':
        return ok(page(this.#deliveriesOf(url.searchParams), url));
      case 'GET deliveries/id':
        return this.deliveries.some((delivery) => delivery.id === id)
          ? ok({ ...deliveryView(id), heldBackBy: null, attempts: [] })
          : problem(404, 'delivery_not_found');
      case 'POST deliveries/id/retry':
        return ok({ ...deliveryView(id), heldBackBy: null, attempts: [] });
      case 'GET subscriptions':
        return ok(page([...this.subscriptions.values()].map(subscriptionView), url));
      case 'POST subscriptions':
        return this.#create(body as Partial<PlayedSubscription>);
      case 'POST subscriptions/id':
        return this.#claim(body as Partial<PlayedSubscription>);
      case 'POST subscriptions/id/test': {
        const { eventType } = body as { eventType: string };
        this.tests.push({ id, eventType });
        return ok({ ...this.attempt, durationMs: 1, response: null });
      }
      default:
        return this.#subscription(`${method} ${action}`, id, body);
    }
  }

  #events(url: URL): { status: number; body: unknown } {
    const query = url.searchParams;
    const desc = query.get('order') === 'desc';
    const all = desc ? this.events.toReversed() : this.events;
    const after = query.get('after');
    const at = after === null ? -1 : all.findIndex(({ data }) => data.id === after);
    if (after !== null && at === -1) {
      return problem(400, 'validation_failed', [
        { path: 'after', message: 'No event has this id.' },
      ]);
    }
    const types = (query.get('type') ?? '*').split(',');
    const connection = query.get('connectionId');
    const from = query.get('from');
    const search = query.get('search');
    const fitting = all
      .slice(at + 1)
      .filter(
        ({ type, timestamp, data }) =>
          matchesEventType({ patterns: types as EventTypePattern[], type: type as EventType }) &&
          (connection === null || data.connectionId === connection) &&
          (search === null || this.#words(data).includes(search.toLowerCase())) &&
          (from === null || timestamp >= from),
      );
    const limit = Math.min(Number(query.get('limit') ?? 50), this.largestPage);
    const data = fitting.slice(0, limit);
    return ok({ data, next: fitting.length > limit ? (data.at(-1)?.data.id ?? null) : null });
  }

  #words({ id, subject }: RelayEvent['data']) {
    return [id, subject?.number, this.customers.get(id)].map((word) => word?.toLowerCase());
  }

  #deliveriesOf(query: URLSearchParams) {
    return this.deliveries.filter(
      ({ status, eventId }) =>
        [status, null].includes(query.get('status')) &&
        [eventId, null].includes(query.get('eventId')),
    );
  }

  #create(body: Partial<PlayedSubscription>): { status: number; body: unknown } {
    this.#count += 1;
    const subscription: PlayedSubscription = {
      id: `sub_${this.#count}`,
      url: '',
      eventTypes: [],
      connectionIds: null,
      ordering: 'subject',
      description: null,
      status: 'active',
      secret: secretOf(this.#count),
      ...body,
    };
    this.subscriptions.set(subscription.id, subscription);
    return {
      status: 201,
      body: { ...subscriptionView(subscription), secret: subscription.secret },
    };
  }

  /**
   * Like a relay: returns the subscription with exactly this URL in any state, including its
   * secret.
   */
  #claim(body: Partial<PlayedSubscription>): { status: number; body: unknown } {
    const present = [...this.subscriptions.values()].find(({ url }) => url === body.url);
    if (present === undefined) {
      const made = this.#create(body);
      return { status: 201, body: { ...(made.body as object), claimed: false } };
    }
    Object.assign(present, { ...body, status: 'active' });
    return ok({ ...subscriptionView(present), secret: present.secret, claimed: true });
  }

  #subscription(call: string, id: string, body: object): { status: number; body: unknown } {
    const subscription = this.subscriptions.get(id);
    if (subscription === undefined) return problem(404, 'subscription_not_found');
    switch (call) {
      case 'GET ':
        return ok(subscriptionView(subscription));
      case 'PATCH ':
        Object.assign(subscription, body);
        return ok(subscriptionView(subscription));
      case 'POST release':
        subscription.status = 'released';
        return ok(subscriptionView(subscription));
      case 'DELETE ':
        this.subscriptions.delete(id);
        return { status: 204, body: '' };
      case 'POST rotate-secret':
        subscription.secret = secretOf(99);
        return ok({ ...subscriptionView(subscription), secret: subscription.secret });
      default:
        return problem(404, 'not_found');
    }
  }
}

export function relayEvent(
  number: number,
  changes: { readonly type?: string; readonly connectionId?: string; readonly pending?: true } = {},
): RelayEvent {
  const { type = 'invoice.paid', connectionId = 'con_1', pending } = changes;
  return {
    type: type as RelayEvent['type'],
    timestamp: `2026-11-20T10:00:${String(number % 60).padStart(2, '0')}Z`,
    data: {
      id: `evt_${number}`,
      connectionId,
      source: 'envoice',
      subject: { kind: 'invoice', id: '7', number: 'INV-7' },
      attributes: {},
      activity: { id: String(number), type: 'Paid', message: null, link: null, createdAt: null },
      invoice: null,
      ...(pending && { enrichment: { state: 'pending' } }),
    },
  };
}

export function problem(
  status: number,
  code: string,
  errors: readonly { path: string; message: string }[] = [],
) {
  return { status, body: { status, code, title: 'No', detail: `It is ${code}.`, errors } };
}

const ok = (body: unknown) => ({ status: 200, body });
const found = (body: unknown) => (body === undefined ? problem(404, 'event_not_found') : ok(body));

function page(items: readonly object[], url: URL) {
  const from = Number(url.searchParams.get('after') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 50);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { data: items.slice(from, from + limit), next };
}

function subscriptionView(subscription: PlayedSubscription) {
  const { id, url, eventTypes, connectionIds, ordering, description, status } = subscription;
  return {
    id,
    url,
    eventTypes,
    connectionIds,
    ordering,
    description,
    status,
    disabledReason: null,
    failingSince: null,
    createdAt: moment,
    updatedAt: moment,
  };
}

function connectionView({ id, name }: { readonly id: string; readonly name: string }) {
  return {
    id,
    source: 'envoice',
    name,
    settings: {},
    ingestUrl: 'http://relay/hooks/secret-token',
    verification: { mode: 'signature', state: 'waiting', scheme: 'auto' },
    enrich: false,
    poll: null,
    createdAt: moment,
    updatedAt: moment,
  };
}

export function deliveryView(id: string, eventId = 'evt_1') {
  return {
    id,
    subscriptionId: 'sub_1',
    eventId,
    eventType: 'invoice.paid',
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    status: 'dead',
    attemptCount: 10,
    nextAttemptAt: null,
    createdAt: moment,
    finishedAt: moment,
  };
}

function eventTypeView(type: string) {
  const sample = relayEvent(0, { type });
  return {
    type,
    title: type === 'invoice.paid' ? 'Invoice Paid' : 'Order Created',
    description: 'Something happened.',
    subject: 'invoice',
    schema: {},
    sample: { ...sample, data: { ...sample.data, id: 'evt_sample' } },
  };
}
