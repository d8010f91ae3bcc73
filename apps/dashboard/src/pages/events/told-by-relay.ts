import type { RelayEvent } from '@invoice-relay/relay-client';

/** What the relay tells of itself, in words of its own; undefined of what a vendor told. */
export function toldByRelay({ data }: RelayEvent):
  | {
      readonly summary: string | undefined;
      readonly reason: string | undefined;
      readonly action: string | undefined;
      /** Where what it is about is shown. */
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
