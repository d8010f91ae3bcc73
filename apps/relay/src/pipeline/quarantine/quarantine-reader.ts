import { SignatureError } from '@invoice-relay/core/errors';
import type { AnySource, Activity, WebhookRequest } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { QuarantineEntity } from '../../database/entities/quarantine.entity.ts';
import type { ConnectionStore, IngestConnection } from '../../database/stores/connection-store.ts';
import { ActivityTooLargeError, TooManyUnconfirmedError } from '../unconfirmed/errors.ts';
import type { UnconfirmedIntake } from '../unconfirmed/unconfirmed-intake.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import { callSource, webhookProblem } from '../ingest/source-failure.ts';
import { mayBeAuthentic } from '../ingest/verify-request.ts';
import type { EventLog } from '../log/event-log.ts';
import { sourceNotLoaded } from '../log/read-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import { plainBytes } from '../../shared/plain-bytes.ts';
import { storedActivity } from '../log/stored-activity.ts';

/** The outcome of processing an item again. */
export type ReadAgain =
  | {
      readonly status: 'accepted' | 'duplicate' | 'unconfirmed';
      readonly eventIds: readonly string[];
    }
  | { readonly status: 'quarantined'; readonly problem: ReadingProblem };

interface Parsed {
  readonly activities: readonly Activity[];
  /** Whether it is known to be authentic. */
  readonly isBelieved: boolean;
}

interface QuarantineReaderOptions {
  readonly database: Database;
  readonly store: Pick<ConnectionStore, 'findById'>;
  readonly sources: SourceRegistry;
  readonly log: EventLog;
  readonly unconfirmed: UnconfirmedIntake;
}

/** Processes quarantined items again: verified if they were not, then like new ones. */
export class QuarantineReader {
  readonly #options: QuarantineReaderOptions;

  constructor(options: QuarantineReaderOptions) {
    this.#options = options;
  }

  /**
   * Removes it once it has been read, in one transaction if it becomes events.
   *
   * @throws storage errors: nothing was stored, and it stays as it is
   */
  async read(row: QuarantineEntity): Promise<ReadAgain> {
    const { store, sources } = this.#options;
    const connection = await store.findById(row.connectionId);
    if (connection === undefined) {
      const detail = 'Its connection was deleted: it can no longer be verified or read.';
      return { status: 'quarantined', problem: { reason: 'connection_unknown', detail } };
    }
    const source = sources.get(row.source);
    if (source === undefined) {
      return { status: 'quarantined', problem: sourceNotLoaded(row.source) };
    }
    const parsed = await this.#parse({ row, connection, source });
    if ('problem' in parsed) return { status: 'quarantined', problem: parsed.problem };
    const { activities, isBelieved } = parsed;
    return isBelieved
      ? this.#append({ row, activities })
      : this.#keepUnconfirmed({ row, activities });
  }

  /** Failures in here are those of the source or the sender; failures after it are ours. */
  async #parse(options: {
    readonly row: QuarantineEntity;
    readonly connection: IngestConnection;
    readonly source: AnySource;
  }): Promise<Parsed | { readonly problem: ReadingProblem }> {
    try {
      return await this.#activities(options);
    } catch (error) {
      if (error instanceof SignatureError) {
        return { problem: { reason: 'signature_unknown', detail: error.message } };
      }
      return { problem: webhookProblem(error, options.source) };
    }
  }

  /** @throws {SignatureError} @throws {PayloadError} */
  async #activities(options: {
    readonly row: QuarantineEntity;
    readonly connection: IngestConnection;
    readonly source: AnySource;
  }): Promise<Parsed> {
    const { row, connection, source } = options;
    const { activityId: id, receivedAt } = row;
    if (id !== null) {
      const activity = storedActivity({ id, raw: row.body, receivedAt });
      return { activities: [activity], isBelieved: true };
    }
    const { webhook } = source;
    if (webhook === undefined) throw new TypeError('it no longer receives webhooks');
    const request: WebhookRequest = {
      method: row.method,
      headers: JSON.parse(row.headers),
      body: plainBytes(row.body),
    };
    let isBelieved = connection.verificationMode !== 'callback';
    if (!row.authentic && connection.verificationMode === 'signature') {
      isBelieved = await isSigned({ row, connection, source, webhook, request });
    }
    return { activities: webhook.parse(request, { now: receivedAt }), isBelieved };
  }

  async #append(options: {
    readonly row: QuarantineEntity;
    readonly activities: readonly Activity[];
  }): Promise<ReadAgain> {
    const { row, activities } = options;
    const { database, log } = this.#options;
    const { id, connectionId, receivedAt, via } = row;
    return database.write(async (tx) => {
      const arrival = { connectionId, via, receivedAt, activities };
      const [read] = await log.read([arrival]);
      if (read?.connection === undefined) {
        return { status: 'quarantined', problem: sourceNotLoaded(row.source) };
      }
      for (const reading of read.readings) {
        if ('problem' in reading) return { status: 'quarantined', problem: reading.problem };
      }
      const [appended] = await log.keep(tx, [read]);
      await tx.entities.delete(QuarantineEntity, { id });
      const eventIds = appended?.events.map((event) => event.id) ?? [];
      return { status: eventIds.length === 0 ? 'duplicate' : 'accepted', eventIds };
    });
  }

  async #keepUnconfirmed(options: {
    readonly row: QuarantineEntity;
    readonly activities: readonly Activity[];
  }): Promise<ReadAgain> {
    const { row, activities } = options;
    const { database, unconfirmed } = this.#options;
    const { connectionId, receivedAt } = row;
    try {
      await unconfirmed.take({ connectionId, activities, receivedAt, trace: null });
    } catch (error) {
      if (!(error instanceof TooManyUnconfirmedError || error instanceof ActivityTooLargeError)) {
        throw error;
      }
      const reason = row.reason as ReadingProblem['reason'];
      const problem: ReadingProblem = { reason, detail: error.message };
      return { status: 'quarantined', problem };
    }
    await database.write((tx) => tx.entities.delete(QuarantineEntity, { id: row.id }));
    return { status: 'unconfirmed', eventIds: [] };
  }
}

/**
 * Whether a request is signed as its connection requires. False if that is unknown, and the vendor
 * can be asked.
 *
 * @throws {SignatureError} @throws {PayloadError} @throws {SourceFailure}
 */
async function isSigned(options: {
  readonly row: QuarantineEntity;
  readonly connection: IngestConnection;
  readonly source: AnySource;
  readonly webhook: NonNullable<AnySource['webhook']>;
  readonly request: WebhookRequest;
}): Promise<boolean> {
  const { row, connection, source, webhook, request } = options;
  const { credentials, scheme, schemeFound, unknownSignature } = connection;
  const fallback = schemeFound ? ({ fallback: 'auto' } as const) : {};
  const context = { credentials, scheme, now: row.receivedAt, ...fallback };
  try {
    const verified = await callSource('verify', () => webhook.verify(request, context));
    return verified.strength !== 'weak';
  } catch (error) {
    const isOpen = scheme === 'auto' || schemeFound;
    const mayAsk = source.confirm !== undefined && unknownSignature !== 'refuse';
    if (isOpen && mayAsk && mayBeAuthentic(error)) return false;
    throw error;
  }
}
