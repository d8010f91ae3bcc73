import type { JsonValue } from '@invoice-relay/core/models';

/** An event as the relay returns it: a `RelayEvent`, of which only this much is certain. */
export interface EventBody {
  readonly type: string;
  /** ISO 8601 */
  readonly timestamp: string;
  readonly data: { readonly id: string };
}

/** An event with the contents of `data` beside `type` and `timestamp`. */
export interface FlatEvent {
  /** `evt_…` */
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  /** `connectionId`, `source`, `subject`, `attributes`, `activity`, `invoice` and so on. */
  readonly [member: string]: JsonValue;
}

/**
 * An event in the shape that people who build workflows expect: one level flatter, with
 * `invoice.number` and `subject.id` where they look for them.
 */
export function flattenEvent({ type, timestamp, data }: EventBody): FlatEvent {
  const { id, ...members } = data;
  return { id, type, timestamp, ...members };
}

/**
 * The event in the body of a delivery, or undefined if it is not one. Verify the signature first.
 */
export function readEventBody(body: Uint8Array): EventBody | undefined {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(body)) as Partial<EventBody> | null;
    return typeof parsed?.type === 'string' &&
      typeof parsed.timestamp === 'string' &&
      typeof parsed.data?.id === 'string'
      ? (parsed as EventBody)
      : undefined;
  } catch {
    return undefined;
  }
}
