import type { RelayEvent } from '@invoice-relay/relay-client';

/** Returns the texts of an event about the relay itself; undefined for events from a vendor. */
export function operationalTexts({ data }: RelayEvent):
  | {
      readonly summary: string | undefined;
      readonly reason: string | undefined;
      readonly action: string | undefined;
      /** Path of the page of what the event is about. */
      readonly href: string | undefined;
    }
  | undefined {
  const { source, subject } = data;
  if (source !== 'relay') return undefined;
  const attributes: Readonly<Record<string, unknown>> = { ...data.attributes };
  const text = (name: string): string | undefined => {
    const value = attributes[name];
    return typeof value === 'string' ? value : undefined;
  };
  const deliveryId = text('deliveryId');
  return {
    summary: text('summary'),
    reason: text('reason'),
    action: text('action'),
    href:
      deliveryId === undefined
        ? subject === null
          ? undefined
          : `/${subject.kind}s/${subject.id}`
        : `/deliveries/${deliveryId}`,
  };
}
