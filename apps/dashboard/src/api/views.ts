import type {
  Attempt as ClientAttempt,
  Connection as ClientConnection,
  Delivery as ClientDelivery,
  DeliveryWithAttempts as ClientDeliveryWithAttempts,
  Source as ClientSource,
  Subscription as ClientSubscription,
} from '@invoice-relay/relay-client';

/**
 * The relay's resources with all fields required. In the client, fields that older relays do not
 * send are optional; the dashboard always has the same version as its relay.
 */
export type Connection = Required<ClientConnection>;
export type Subscription = Required<ClientSubscription>;
export type Source = Required<ClientSource>;
export type Delivery = Required<ClientDelivery>;
export type Attempt = Required<ClientAttempt>;
export type DeliveryWithAttempts = Required<Omit<ClientDeliveryWithAttempts, 'attempts'>> & {
  readonly attempts: readonly Attempt[];
};

/** Asserts that all fields are present. If one is missing after all, the page fails visibly. */
export function whole<Answer extends object>(answer: Answer): Required<Answer> {
  return answer as Required<Answer>;
}

export function wholeDelivery(delivery: ClientDeliveryWithAttempts): DeliveryWithAttempts {
  return { ...whole(delivery), attempts: delivery.attempts.map(whole) };
}
