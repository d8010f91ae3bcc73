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
 * Walks all invoices, then all estimations, and gives the activities that each lists: a step, and
 * one request, for each document. (Orders list no activities.)
 *
 * The walk goes by rising id, and its cursor is the last id: the order and the pages in which
 * Envoice lists documents, which it does not document, play no part in where it goes on. A document
 * that is deleted meanwhile takes nothing else with it; one that is new meanwhile is left to its
 * webhooks and to the next backfill, unless the walk goes on from a cursor.
 *
 * A document that Envoice refuses to give, or fails over while it answers otherwise, is named in its
 * step as unreadable, and the walk goes on.
 *
 * @throws {VendorError} when Envoice cannot be asked, or takes the credentials for wrong
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
  // Of a walk that is past its invoices only their number matters.
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
      const mayFail = failures < mostFailures;
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
 * So many failures in a row say that it is not the documents: then Envoice is asked again later.
 *
 * A guess: nobody has seen Envoice fail over one document alone. A framework of the same family
 * answers 500 for a fault of the system, which a document that is damaged may be; 502 and the like
 * are of a proxy, and are waited for.
 */
const mostFailures = 5;

/** Before Envoice is asked a last time for a document: what passes has passed by then. Milliseconds. */
const lastTryAfterMs = 30_000;

/** One bad document must not stand in the way of all that come after it. */
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
      const isBad = failed ? mayFail && (await isWell(options)) : error.code === 'vendor_refused';
      if (!isBad) throw error;
      const document = `${kind} ${id}`;
      return { activities: [], unreadable: [{ document, reason: error.message }], failed };
    }
  }
}

/** Whether Envoice answers, when it is asked for something else. */
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
