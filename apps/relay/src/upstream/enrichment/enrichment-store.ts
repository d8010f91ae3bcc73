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
import { sql } from '../../database/sql/sql.ts';
import { insertEventTerms, termsColumn } from '../../database/tables/event-terms.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { DeliveryQueue } from '../../pipeline/lanes/delivery-queue.ts';

/** A subject whose events wait for its document. */
export interface WaitingSubject {
  readonly connectionId: string;
  readonly subject: Subject;
  /** The newest of the events that are waiting now, by its position in the log. */
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

/** How many overdue events are given up in one transaction. */
const overdueAtOnce = 500;

/** The events that wait for documents. Everything is in the database: a restart continues. */
export class EnrichmentStore {
  readonly #database: Database;
  readonly #queue: DeliveryQueue;

  constructor(options: { readonly database: Database; readonly queue: DeliveryQueue }) {
    this.#database = options.database;
    this.#queue = options.queue;
  }

  /** The longest-waiting ones of a connection. */
  async waiting(options: {
    readonly connectionId: string;
    readonly limit: number;
  }): Promise<WaitingSubject[]> {
    const { connectionId, limit } = options;
    const rows = await this.#database.read((transaction) =>
      transaction.all<Omit<WaitingSubject, 'subject'> & { kind: Subject['kind']; id: string }>(
        sql`SELECT "connection_id" AS "connectionId", "subject_kind" AS "kind", "subject_id" AS "id",
           MAX("seq") AS "newestSeq", MIN("received_at") AS "since", MIN("enrich_until") AS "until"
         FROM "events" WHERE "enrich_until" IS NOT NULL AND "connection_id" = ${connectionId}
         GROUP BY "connection_id", "subject_kind", "subject_id"
         ORDER BY MIN("seq") LIMIT ${limit}`,
      ),
    );
    return rows.map(({ kind, id, ...row }) => ({ ...row, subject: { kind, id, number: null } }));
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
   * Releases events of a connection that have waited long enough.
   *
   * @returns the traces (`traceparent`) of those that are traced
   */
  giveUpOverdue(options: {
    readonly connectionId: string;
    readonly now: number;
  }): Promise<readonly string[]> {
    return this.#complete({
      where: sql`"connection_id" = ${options.connectionId} AND "enrich_until" <= ${options.now}
        LIMIT ${overdueAtOnce}`,
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
        await transaction.each(
          chunk,
          ({ seq, body, terms }) => sql`UPDATE "events"
            SET "body" = ${body}, "enrich_until" = NULL,
              "search_terms" = COALESCE(${termsColumn(terms)}, "search_terms")
            WHERE "seq" = ${seq}`,
        );
        // The customer may only be known now. Existing search terms are among these.
        await insertEventTerms(transaction, chunk);
        await this.#queue.ready(transaction, { eventSeqs: chunk.map(({ seq }) => seq) });
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
