import { VendorError } from '@invoice-relay/core/errors';
import type { JsonObject } from '@invoice-relay/core/events';
import type { BackfillStep, SourceOptions } from '@invoice-relay/core/source';

import type { EnvoiceClient } from '../client/index.ts';
import { clientOf, orNotFound } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';
import { readCursor } from './backfill-cursor.ts';
import { listIds } from './list-ids.ts';
import { listedActivities } from './listed-activities.ts';

export interface BackfillOptions {
  readonly runtime: SourceOptions;
  readonly cursor: JsonObject | null;
  readonly context: EnvoiceContext;
}

/**
 * Walks all invoices, then all estimations, and yields the activities that each lists: one step,
 * and one request, for each document. (Orders list no activities.)
 *
 * The walk goes by ascending id, and its cursor is the last id: it does not depend on the order and
 * the pages in which Envoice lists documents, which are undocumented. A document that is deleted in
 * the meantime affects no other; a new one is left to its webhooks and to the next backfill, unless
 * the walk continues from a cursor.
 *
 * A document that Envoice refuses to return, or fails on while other requests succeed, is named in
 * its step as unreadable, and the walk continues.
 *
 * @throws {VendorError} if Envoice cannot be reached, or rejects the credentials
 */
export async function* backfill(
  options: BackfillOptions,
): AsyncGenerator<BackfillStep, void, undefined> {
  const { runtime, context } = options;
  const { signal } = context;
  const client = clientOf(options);
  const start = readCursor(options.cursor);

  const invoices =
    start.kind === 'invoice' ? await listIds({ resource: client.invoices, signal }) : [];
  const estimations = await listIds({ resource: client.estimations, signal });
  // For a walk that is past its invoices, only their number matters.
  const invoiceCount = start.kind === 'invoice' ? invoices.length : start.invoices;
  const total = invoiceCount + estimations.length;

  const walks = [
    { kind: 'invoice', ids: invoices, before: 0 },
    { kind: 'estimate', ids: estimations, before: invoiceCount },
  ] as const;
  let failures = 0;
  for (const { kind, ids, before } of walks) {
    for (const [index, id] of ids.entries()) {
      if (kind === start.kind && id <= start.after) continue;
      const mayFail = failures < maxFailures;
      const { failed, ...read } = await readDocument({
        client,
        kind,
        id,
        runtime,
        signal,
        mayFail,
      });
      failures = failed ? failures + 1 : 0;
      yield {
        ...read,
        cursor: kind === 'invoice' ? { kind, after: id } : { kind, after: id, invoices: before },
        done: before + index + 1,
        total,
      };
    }
  }
}

interface DocumentOptions {
  readonly client: EnvoiceClient;
  readonly kind: 'invoice' | 'estimate';
  readonly id: number;
  readonly runtime: SourceOptions;
  readonly signal: AbortSignal;
}

/**
 * This many failures in a row mean that it is not the documents: Envoice is then tried again later.
 *
 * A guess: Envoice has never been seen to fail on a single document. A framework of the same family
 * responds with 500 to an internal error, which a damaged document may cause; 502 and the like come
 * from a proxy, and are waited for.
 */
const maxFailures = 5;

/**
 * The wait before the last try for a document: anything transient has passed by then. Milliseconds.
 */
const lastTryAfterMs = 30_000;

/** One bad document must not block all that come after it. */
async function readDocument(
  options: DocumentOptions & { readonly mayFail: boolean },
): Promise<Pick<BackfillStep, 'activities' | 'unreadable'> & { readonly failed: boolean }> {
  const { kind, id, runtime, signal, mayFail } = options;
  for (let isLast = false; ; isLast = true) {
    try {
      return { activities: await activitiesOf(options), failed: false };
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      const failed = error.code === 'vendor_failed' && error.status === 500;
      if (failed && mayFail && !isLast) {
        await runtime.sleep(lastTryAfterMs, signal);
        continue;
      }
      // Without a status, it is the host that refuses to send anything.
      const isRefused = error.code === 'vendor_refused' && error.status !== null;
      const isBad = failed ? mayFail && (await isWell(options)) : isRefused;
      if (!isBad) throw error;
      const document = `${kind} ${id}`;
      return { activities: [], unreadable: [{ document, reason: error.message }], failed };
    }
  }
}

/** Whether Envoice responds to a request for something else. */
async function isWell({ client, signal }: DocumentOptions): Promise<boolean> {
  try {
    await client.invoices.list({ page: 1, pageSize: 1 }, { signal });
    return true;
  } catch {
    return false;
  }
}

async function activitiesOf(options: DocumentOptions): Promise<BackfillStep['activities']> {
  const { client, kind, id, runtime, signal } = options;
  if (kind === 'invoice') {
    const document = await orNotFound(client.invoices.get({ id }, { signal }));
    const seenAt = new Date(runtime.now()).toISOString();
    return document ? listedActivities({ kind, id, document, seenAt }) : [];
  }
  const document = await orNotFound(client.estimations.get({ id }, { signal }));
  const seenAt = new Date(runtime.now()).toISOString();
  return document ? listedActivities({ kind, id, document, seenAt }) : [];
}
