import type {
  Attempt as ClientAttempt,
  Connection as ClientConnection,
  Delivery as ClientDelivery,
  DeliveryWithAttempts as ClientDeliveryWithAttempts,
  Source as ClientSource,
  Subscription as ClientSubscription,
} from '@invoice-relay/relay-client';

/**
 * What the relay answers, whole. The client leaves open what an older relay does not send; this page
 * is always of its relay's own version.
 */
export type Connection = Required<ClientConnection>;
export type Subscription = Required<ClientSubscription>;
export type Source = Required<ClientSource>;
export type Delivery = Required<ClientDelivery>;
export type Attempt = Required<ClientAttempt>;
export type DeliveryWithAttempts = Required<Omit<ClientDeliveryWithAttempts, 'attempts'>> & {
  readonly attempts: readonly Attempt[];
};

/** What a relay sends that does not know all of this yet. */
export function wholeConnection(connection: ClientConnection): Connection {
  return {
    includeLinks: true,
    notes: [],
    trouble: null,
    lastActivityAt: null,
    health: { state: 'attention', message: 'The relay does not say. Load this page anew.' },
    ...connection,
  } as Connection;
}

export function wholeSubscription(subscription: ClientSubscription): Subscription {
  return {
    headerNames: [],
    expect: null,
    maxBytes: null,
    maxPerSecond: null,
    maxInFlight: null,
    pace: { perSecond: null, inFlight: 1, waitsUntil: null, reason: null },
    backlog: { pending: 0, oldestPendingAt: null },
    lastDeliveredAt: null,
    apiKeyId: null,
    expiresAt: null,
    ...subscription,
  } as Subscription;
}

export function wholeDelivery(delivery: ClientDelivery): Delivery {
  return { cause: 'live', replayId: null, waitsFor: null, ...delivery } as Delivery;
}
