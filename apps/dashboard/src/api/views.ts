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

/** The same, for the compiler: what were missing nevertheless would show as a page that failed. */
export function whole<Answer extends object>(answer: Answer): Required<Answer> {
  return answer as Required<Answer>;
}

export function wholeDelivery(delivery: ClientDeliveryWithAttempts): DeliveryWithAttempts {
  return { ...whole(delivery), attempts: delivery.attempts.map(whole) };
}
