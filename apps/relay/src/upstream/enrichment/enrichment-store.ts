import { completeEvent } from '@invoice-relay/core/events';
import type {
  EnrichmentOutcome,
  EventDocument,
  SourceEvent,
  Subject,
} from '@invoice-relay/core/events';

import { searchTerms } from '../../shared/search-terms.ts';
import { readJson } from '../../shared/read-json.ts';
import type { Database } from '../../database/database.ts';
import { integers, sql } from '../../database/sql/sql.ts';
import { insertEventTerms, termsColumn } from '../../database/tables/event-terms.ts';
import type { Sql } from '../../database/sql/sql.ts';
import { lastEventSeq } from '../../database/tables/replays.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { DeliveryQueue } from '../../pipeline/lanes/delivery-queue.ts';

/** A subject whose events wait for its document. */
export interface WaitingSubject {
  readonly connectionId: string;
  readonly subject: Subject;
  /** The end of the log: its events up to this one are waiting now. */
  readonly newestSeq: number;
  /** When the first of them was received, and until when it waits. Epoch milliseconds. */
  readonly since: number;
  readonly until: number;
}

/** The result of asking. */
export type EnrichmentResult =
  | { readonly document: EventDocument }
  | { readonly reason: UnavailableReason };
export type UnavailableReason = Extract<EnrichmentOutcome, { state: 'unavailable' }>['reason'];

/** How many waiting events are read at once: usually enough to find as many subjects as needed. */
const pageSize = 100;

/** How many overdue events are given up, or wait on, in one transaction. */
export const overdueAtOnce = 500;

/** The events that wait for documents. Everything is in the database: a restart continues. */
export class EnrichmentStore {
  readonly #database: Database;
  readonly #queue: DeliveryQueue;

  constructor(options: { readonly database: Database; readonly queue: DeliveryQueue }) {
    this.#database = options.database;
    this.#queue = options.queue;
  }

  /**
   * The subjects of a connection that have been waiting the longest. Called for each document that
   * arrives, so it reads no further than their first events, however much waits behind those.
   */
  waiting(options: {
    readonly connectionId: string;
    readonly limit: number;
  }): Promise<readonly WaitingSubject[]> {
    const { connectionId, limit } = options;
    return this.#database.read(async (tx) => {
      const found = new Map<string, Omit<WaitingSubject, 'newestSeq'>>();
      let after: WaitingEvent | undefined;
      while (found.size < limit) {
        const page = await waitingAfter(tx, { connectionId, after });
        for (const { kind, id, since, until } of page) {
          const key = `${kind}/${id}`;
          if (found.size === limit || found.has(key)) continue;
          found.set(key, { connectionId, subject: { kind, id, number: null }, since, until });
        }
        after = page.at(-1);
        if (page.length < pageSize) break;
      }
      if (found.size === 0) return [];
      const newestSeq = await lastEventSeq(tx);
      return [...found.values()].map((subject) => ({ ...subject, newestSeq }));
    });
  }

  /**
   * Completes the events of a subject up to the newest that was waiting when the vendor was asked.
   *
   * @returns the traces (`traceparent`) of those that are traced
   */
  finish(options: {
    readonly subject: WaitingSubject;
    readonly result: EnrichmentResult;
  }): Promise<readonly string[]> {
    const { connectionId, subject, newestSeq } = options.subject;
    return this.#complete({
      where: sql`"connection_id" = ${connectionId} AND "subject_kind" = ${subject.kind}
        AND "subject_id" = ${subject.id} AND "seq" <= ${newestSeq}`,
      result: options.result,
    });
  }

  /**
   * Lets events of a connection wait on whose time is over: nobody could ask for their documents. In
   * steps, as a relay that was down may find any number.
   */
  async extendOverdue(options: {
    readonly connectionId: string;
    readonly now: number;
    readonly until: number;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { connectionId, now, until, signal } = options;
    const overdue = sql`"connection_id" IN (${connectionId}, ${connectionId})
      AND "enrich_until" <= ${now}`;
    const isAny = await this.#database.read((tx) =>
      tx.first(sql`SELECT 1 AS "overdue" FROM "events" WHERE ${overdue} LIMIT 1`),
    );
    if (isAny === undefined) return;
    for (let extended = overdueAtOnce; extended === overdueAtOnce;) {
      signal.throwIfAborted();
      extended = await this.#database.write(async (tx) => {
        const found = await tx.all<{ seq: number }>(
          sql`SELECT "seq" FROM "events" WHERE ${overdue}
              ORDER BY "connection_id", "enrich_until", "seq" LIMIT ${overdueAtOnce}`,
        );
        const eventSeqs = found.map(({ seq }) => Number(seq));
        await tx.run(
          sql`UPDATE "events" SET "enrich_until" = ${until} WHERE "seq" IN ${integers(eventSeqs)}`,
        );
        // Their deliveries too: overdue ones would be found before others, again and again.
        await this.#queue.postpone(tx, { eventSeqs, until });
        return eventSeqs.length;
      });
    }
  }

  /**
   * Releases events of a connection that have waited long enough.
   *
   * @returns the traces (`traceparent`) of those that are traced
   */
  giveUpOverdue(options: {
    readonly connectionId: string;
    readonly now: number;
  }): Promise<readonly string[]> {
    const { connectionId, now } = options;
    return this.#complete({
      where: sql`"connection_id" IN (${connectionId}, ${connectionId}) AND "enrich_until" <= ${now}
        ORDER BY "connection_id", "enrich_until", "seq" LIMIT ${overdueAtOnce}`,
      result: { reason: 'timeout' },
    });
  }

  async #complete(options: {
    readonly where: Sql;
    readonly result: EnrichmentResult;
  }): Promise<readonly string[]> {
    return this.#database.write(async (transaction) => {
      const rows = await transaction.all<{
        seq: number;
        body: string;
        trace: string | null;
        includeLinks: number | boolean;
      }>(
        sql`SELECT "seq", "body", "trace",
              (SELECT "c"."include_links" FROM "connections" "c"
               WHERE "c"."id" = "events"."connection_id") AS "includeLinks"
            FROM "events"
            WHERE "enrich_until" IS NOT NULL AND ${options.where}`,
      );
      for (let start = 0; start < rows.length; start += overdueAtOnce) {
        const chunk = rows
          .slice(start, start + overdueAtOnce)
          .map(({ seq, body, includeLinks }) => ({
            seq: Number(seq),
            ...completed({ body, includeLinks: Boolean(includeLinks), result: options.result }),
          }));
        await this.#queue.ready(transaction, { eventSeqs: chunk.map(({ seq }) => seq) });
        await transaction.each(
          chunk,
          ({ seq, body, terms }) => sql`UPDATE "events"
            SET "body" = ${body}, "enrich_until" = NULL,
              "search_terms" = COALESCE(${termsColumn(terms)}, "search_terms")
            WHERE "seq" = ${seq}`,
        );
        // The customer may only be known now. Existing search terms are among these.
        await insertEventTerms(transaction, chunk);
      }
      return rows.flatMap(({ trace }) => trace ?? []);
    });
  }
}

/** An event with the result of requesting its document: its body, and its search terms. */
function completed(options: {
  readonly body: string;
  readonly includeLinks: boolean;
  readonly result: EnrichmentResult;
}): { readonly body: string; readonly terms: readonly string[] } {
  const { body, includeLinks, result } = options;
  const event = readJson<SourceEvent | null>(body, null);
  // Damaged in storage: it no longer waits, and delays nobody else.
  if (event === null) return { body, terms: [] };
  const made =
    'document' in result
      ? completeEvent({
          event,
          document: result.document,
          enrichment: { state: 'complete' },
          includeLinks,
        })
      : completeEvent({
          event,
          document: null,
          enrichment: { state: 'unavailable', reason: result.reason },
          includeLinks,
        });
  return { body: JSON.stringify(made), terms: searchTerms(made) };
}

/** An event that waits, with the times of `WaitingSubject`. */
interface WaitingEvent {
  readonly seq: number;
  readonly kind: Subject['kind'];
  readonly id: string;
  readonly since: number;
  readonly until: number;
}

/**
 * The next waiting events of a connection by when they stop waiting, from the index of these
 * whatever the engine estimates: see `connection-log.ts`.
 */
async function waitingAfter(
  tx: Transaction,
  options: { readonly connectionId: string; readonly after: WaitingEvent | undefined },
): Promise<readonly WaitingEvent[]> {
  const { connectionId, after = { until: 0, seq: 0 } } = options;
  const rows = await tx.all<WaitingEvent>(
    sql`SELECT "seq", "subject_kind" AS "kind", "subject_id" AS "id", "received_at" AS "since",
          "enrich_until" AS "until"
        FROM "events"
        WHERE "enrich_until" IS NOT NULL AND "connection_id" IN (${connectionId}, ${connectionId})
          AND ("enrich_until", "seq") > (${after.until}, ${after.seq})
        ORDER BY "connection_id", "enrich_until", "seq" LIMIT ${pageSize}`,
  );
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    since: Number(row.since),
    until: Number(row.until),
  }));
}
