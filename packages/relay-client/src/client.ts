import { ConfigError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';

import { createCaller } from './http/caller.ts';
import type { CallOptions } from './http/caller.ts';
import { createApiKeys } from './resources/api-keys.ts';
import type { ApiKeys } from './resources/api-keys.ts';
import { createBackfills } from './resources/backfills.ts';
import type { Backfills } from './resources/backfills.ts';
import { createConnections } from './resources/connections.ts';
import type { Connections } from './resources/connections.ts';
import { createDeliveries } from './resources/deliveries.ts';
import type { Deliveries } from './resources/deliveries.ts';
import { createEventTypes } from './resources/event-types.ts';
import type { EventTypes } from './resources/event-types.ts';
import { createEvents } from './resources/events.ts';
import type { Events } from './resources/events.ts';
import { readHealth } from './resources/health.ts';
import type { Health } from './resources/health.ts';
import { createOverviews } from './resources/overview.ts';
import type { Overviews } from './resources/overview.ts';
import { createQuarantine } from './resources/quarantine.ts';
import type { Quarantine } from './resources/quarantine.ts';
import { createReplays } from './resources/replays.ts';
import type { Replays } from './resources/replays.ts';
import { createSession } from './resources/session.ts';
import type { Session } from './resources/session.ts';
import { createSignatureDetections } from './resources/signature-detections.ts';
import type { SignatureDetections } from './resources/signature-detections.ts';
import { createSources } from './resources/sources.ts';
import type { Sources } from './resources/sources.ts';
import { createSubjects } from './resources/subjects.ts';
import type { Subjects } from './resources/subjects.ts';
import { createSubscriptions } from './resources/subscriptions.ts';
import type { Subscriptions } from './resources/subscriptions.ts';

export interface RelayClientOptions {
  /** The address of the relay, such as `https://relay.example.com`; may include a path. */
  readonly baseUrl: string;
  /**
   * A key with the scopes that the calls need. Omit it in a browser that is signed in: its cookie
   * is sent with calls to its own origin.
   */
  readonly apiKey?: string;
  /** How requests are made: `fetchTransport({ fetch })`, or the host's own, such as n8n's. */
  readonly transport: Transport;
}

/**
 * The calls of a relay's HTTP API. Each makes one request and never retries, except for `iterate`
 * and `backfills.wait`, which make further requests. Each may reject with:
 * - `RelayApiError`: the relay refused
 * - `RelayConnectionError`: no complete response arrived
 * - `RelayAnswerError`: the response is not one of a relay
 * - `InputError` of core: an id is empty or invalid; no request was made
 * - the reason of `options.signal`, if that is aborted
 */
export interface RelayClient {
  readonly sources: Sources;
  readonly connections: Connections;
  readonly backfills: Backfills;
  readonly signatureDetections: SignatureDetections;
  readonly eventTypes: EventTypes;
  readonly events: Events;
  readonly subjects: Subjects;
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly replays: Replays;
  readonly apiKeys: ApiKeys;
  readonly overview: Overviews;
  readonly quarantine: Quarantine;
  /** For the relay's own dashboard. */
  readonly session: Session;
  /** Whether the relay can take work. Needs no API key, and sends none. */
  health(options?: CallOptions): Promise<Health>;
}

/**
 * Creates a client. It keeps the API key to itself: neither the client nor an error shows it.
 *
 * @throws {ConfigError} if `baseUrl` or `apiKey` cannot work, naming each problem
 */
export function createRelayClient(options: RelayClientOptions): RelayClient {
  const { baseUrl, apiKey, transport } = options;
  const problems = [...baseUrlProblems(baseUrl), ...apiKeyProblems(apiKey)];
  if (problems.length > 0) throw new ConfigError(problems);
  // An address copied from a browser may end in a bare "#", or have spaces around it.
  const { origin, pathname } = new URL(baseUrl);
  const address = `${origin}${pathname}`.replace(/\/+$/, '');
  const caller = createCaller({ baseUrl: address, apiKey, transport });
  return {
    sources: createSources(caller),
    connections: createConnections(caller),
    backfills: createBackfills(caller),
    signatureDetections: createSignatureDetections(caller),
    eventTypes: createEventTypes(caller),
    events: createEvents(caller),
    subjects: createSubjects(caller),
    subscriptions: createSubscriptions(caller),
    deliveries: createDeliveries(caller),
    replays: createReplays(caller),
    apiKeys: createApiKeys(caller),
    overview: createOverviews(caller),
    quarantine: createQuarantine(caller),
    session: createSession(caller),
    health: (callOptions) => readHealth(caller, callOptions),
  };
}

function baseUrlProblems(text: string): string[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return ['baseUrl must be an http or https URL, such as https://relay.example.com'];
  }
  const problems: string[] = [];
  if (url.username !== '' || url.password !== '') {
    problems.push('baseUrl must not contain a user name or password: the API key goes in "apiKey"');
  }
  if (url.search !== '' || url.hash !== '') {
    problems.push('baseUrl must not contain "?" or "#"');
  }
  return problems;
}

/** What a header can contain. A transport may show anything else in its error. */
function apiKeyProblems(apiKey: string | undefined): string[] {
  if (apiKey === undefined) return [];
  if (apiKey === '') return ['apiKey is empty: set it to an API key of the relay'];
  if (/^[!-~]+$/.test(apiKey)) return [];
  return ['apiKey contains a space, a line break or another invalid character: copy the key again'];
}
