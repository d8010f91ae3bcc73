import type { JsonObject, Subject } from '@invoice-relay/core/events';
import type { Activity, SameActivity, Transport } from '@invoice-relay/core/source';
import { createSourceOptions } from '@invoice-relay/core/testing';

import { createEnvoiceSource } from '../../src/index.ts';
import type { EnvoiceSource } from '../../src/index.ts';

type Backfill = EnvoiceSource['backfill'];

/**
 * What Envoice offers beyond webhooks, for a connection that reaches the vendor through a
 * transport.
 */
export function connect(
  transport: Transport,
  options: {
    readonly signal?: AbortSignal;
    readonly baseUrl?: string;
    readonly facts?: JsonObject;
  } = {},
) {
  const {
    signal = new AbortController().signal,
    baseUrl = 'https://www.envoice.in',
    facts,
  } = options;
  const credentials = { authKey: 'mock-key-1', authSecret: 'mock-secret-1', baseUrl };
  const context = { credentials, settings: {}, signal, transport, ...(facts && { facts }) };
  // Its own transport reaches nobody: that of the connection must be used.
  const source = createEnvoiceSource(createSourceOptions());
  return {
    normalize: source.normalize,
    enrich: (subject: Subject) => source.enrich(subject, context),
    confirm: (activities: readonly Activity[], onFound?: (same: SameActivity) => void) =>
      source.confirm(activities, { ...context, ...(onFound && { onFound }) }),
    backfill: (range: Parameters<Backfill>[0]) => source.backfill(range, context),
  };
}

/** An activity as delivered by a webhook. */
export function webhookActivity(members: Readonly<Record<string, unknown>>): Activity {
  return {
    id: String(members['Id']),
    raw: new TextEncoder().encode(JSON.stringify(members)),
    seenAt: '2026-11-20T10:00:05.000Z',
  };
}
