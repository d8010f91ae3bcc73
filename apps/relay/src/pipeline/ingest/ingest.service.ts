import { isDeepStrictEqual } from 'node:util';

import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import type {
  AnySource,
  Verified,
  WebhookRequest,
  WebhookResponse,
} from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Span, Tracer } from '../../operations/tracing/tracer.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import type { InboxWriter, NewInboxRow } from '../../database/inbox/inbox.ts';
import { DamagedConnectionError } from '../../database/stores/connection-store.ts';
import type { ConnectionStore } from '../../database/stores/connection-store.ts';
import { ActivityTooLargeError, TooManyUnconfirmedError } from '../unconfirmed/errors.ts';
import type { UnconfirmedIntake } from '../unconfirmed/unconfirmed-intake.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { QuarantineIntake } from '../quarantine/quarantine-intake.ts';
import { QuarantineFullError } from '../quarantine/quarantine-limits.ts';
import { BacklogFullError, NoWebhookError } from './errors.ts';
import { FailedDetections, TooManyDetectionsError } from './failed-detections.ts';
import type { IngestConnections } from './ingest-connections.ts';
import type { IngestLoad } from './ingest-load.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { callSource, isRequestFault, SourceFailure, webhookProblem } from './source-failure.ts';
import type { ActivityCount, IngestResult } from './ingest-result.ts';
import { UnverifiedWebhooks } from './unverified-webhooks.ts';
import { needsDetection, verifyRequest } from './verify-request.ts';
import type { IncomingWebhook, Verification } from './verify-request.ts';

/**
 * How long a request waits for another process that holds the database, or on PostgreSQL rows of it,
 * once it is its turn to write. Milliseconds.
 */
const patienceMs = 800;

/** Maximum number of rows waiting for the projector; beyond it, requests get 503. */
const maxBacklog = 500_000;

export interface IngestOptions {
  readonly connections: IngestConnections;
  readonly store: Pick<ConnectionStore, 'pinScheme'>;
  readonly database: Database;
  readonly sources: SourceRegistry;
  readonly inbox: InboxWriter;
  readonly unconfirmed: UnconfirmedIntake;
  readonly quarantine: QuarantineIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Called for every webhook that arrives. */
  readonly load?: Pick<IngestLoad, 'add'>;
  /** Called after every append to the inbox, with the number of requests that waited for it. */
  readonly onAppended: (group: { readonly requests: number }) => void;
  /** Called after every commit, for metrics. */
  readonly onCommit?: (group: { readonly size: number; readonly durationMs: number }) => void;
  /** Called with the outcome of activities, for metrics. */
  readonly onActivities?: (activities: ActivityCount) => void;
  /**
   * Called for refused webhooks that may have been authentic: the vendor eventually stops sending.
   */
  readonly onRefused?: (refused: { readonly connectionId: string; readonly at: number }) => void;
}

/** A webhook with the result of its verification, and the settings of its connection at that time. */
interface CheckedWebhook {
  readonly incoming: IncomingWebhook;
  readonly verification: Verification;
}

/**
 * Receives a vendor's webhook: verified, and on disk before it is acknowledged. The projector does
 * the rest. Many requests share one flush.
 */
export class IngestService {
  readonly #options: IngestOptions;
  readonly #failedDetections: FailedDetections;
  readonly #unverified: UnverifiedWebhooks;
  readonly #detections = new KeyedQueue();
  readonly #group: GroupCommit<readonly NewInboxRow[], undefined>;

  constructor(options: IngestOptions) {
    this.#options = options;
    const { inbox, clock, onAppended, onCommit } = options;
    this.#failedDetections = new FailedDetections({ clock });
    this.#unverified = new UnverifiedWebhooks(options);
    this.#group = new GroupCommit({
      commit: async (take) => {
        const startedAt = performance.now();
        const requests = take();
        await inbox.append(requests.flat());
        onAppended({ requests: requests.length });
        onCommit?.({ size: requests.length, durationMs: performance.now() - startedAt });
        return requests.map(() => undefined);
      },
    });
  }

  /**
   * @throws {PayloadError} if it is malformed
   * @throws {SignatureError} if it is not authentic
   * @throws {TooManyDetectionsError} if too many signatures of an unknown scheme failed recently
   * @throws {TooManyUnconfirmedError} if too many activities wait to be confirmed by the vendor
   * @throws {ActivityTooLargeError} if an activity to be confirmed is too long
   * @throws {NoWebhookError} if the connection's source receives no webhooks
   * @throws {QuarantineFullError} if it cannot be read and the quarantine is full
   * @throws {BacklogFullError} if the projector is too far behind
   * @throws {OverloadedError} if too much is waiting for the disk
   */
  async receive(options: {
    readonly token: string;
    readonly request: WebhookRequest;
  }): Promise<IngestResult> {
    const { tracer, load } = this.#options;
    load?.add();
    const link = options.request.headers['traceparent'];
    const span = tracer.start('ingest', { kind: 'server', link });
    try {
      const result = await this.#receive({ ...options, span });
      // Anyone can make up a token: nothing is exported for unknown ones.
      if (result.outcome !== 'unknown_token')
        span.end({ attributes: { 'invoice_relay.outcome': result.outcome } });
      return result;
    } catch (error) {
      const refused = isRefusal(error);
      const outcome = refused ? 'refused' : 'failed';
      span.end({ attributes: { 'invoice_relay.outcome': outcome }, error: !refused });
      throw error;
    }
  }

  async #receive(options: {
    readonly token: string;
    readonly request: WebhookRequest;
    readonly span: Span;
  }): Promise<IngestResult> {
    const { token, request, span } = options;
    const { connections, sources, clock, logger } = this.#options;
    const connection = await connections.findByToken(token).catch((error: unknown) => {
      if (error instanceof DamagedConnectionError) this.#reportDamaged(error);
      throw error;
    });
    if (connection === undefined) return { outcome: 'unknown_token' };
    span.set({
      'invoice_relay.connection.id': connection.id,
      'invoice_relay.source': connection.source,
    });
    const source = sources.get(connection.source);
    if (source === undefined) return this.#unverified.withoutSource({ connection, request });
    const { webhook } = source;
    if (webhook === undefined) {
      throw new NoWebhookError(`The source "${source.name}" receives no webhooks.`);
    }
    const { traceparent: trace } = span;
    const incoming = { connection, source, webhook, request, trace, now: clock.now() };
    const probe = await this.#probe(incoming);
    if (probe !== undefined) {
      logger.info({ connectionId: connection.id, outcome: 'probe' }, 'ingest');
      return { outcome: 'probe', status: probe.status, body: probe.body };
    }
    const taken = needsDetection(connection, webhook)
      ? await this.#take(incoming, () => this.#detect(incoming, token))
      : await this.#take(incoming, () => this.#verify(incoming));
    // Another request has detected the scheme meanwhile.
    return taken ?? this.#receive(options);
  }

  /** Resolves when everything received is on disk. */
  async drain(): Promise<void> {
    const { unconfirmed, quarantine } = this.#options;
    await Promise.all([this.#group.drain(), unconfirmed.drain(), quarantine.drain()]);
  }

  /** If a plugin fails to tell a test call from a webhook, it is treated as a webhook. */
  async #probe(incoming: IncomingWebhook): Promise<WebhookResponse | undefined> {
    const { connection, source, webhook, request } = incoming;
    try {
      return await callSource('probe', () => webhook.probe(request));
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const problem = webhookProblem(error, source);
      this.#options.logger.warn(
        { connectionId: connection.id, source: source.name, ...problem },
        'ingest',
      );
      return undefined;
    }
  }

  /** @returns undefined if `verify` does */
  async #take(
    incoming: IncomingWebhook,
    verify: () => Promise<CheckedWebhook | undefined>,
  ): Promise<IngestResult | undefined> {
    try {
      const { damage } = this.#options.database;
      // It would be lost when the file is restored from a backup; the vendor sends it again.
      if (damage !== undefined) throw damage;
      const verified = await verify();
      return verified && (await this.#keep(verified));
    } catch (error) {
      if (isUnreadable(error)) {
        const problem = webhookProblem(error, incoming.source);
        return await this.#unverified.setAside({ incoming, problem });
      }
      this.#reportRefused(incoming, error);
      throw error;
    }
  }

  /**
   * One at a time: if a burst is the first contact, its first request detects the scheme, and the
   * others need not. Only the detection: what matches no scheme is stored together with others.
   *
   * @returns undefined if another request has detected it
   */
  #detect(incoming: IncomingWebhook, token: string): Promise<CheckedWebhook | undefined> {
    return this.#detections.run(incoming.connection.id, async () => {
      const now = await this.#options.connections.findByToken(token);
      if (now === undefined || !needsDetection(now, incoming.webhook)) return undefined;
      return this.#verify({ ...incoming, connection: now });
    });
  }

  async #verify(incoming: IncomingWebhook): Promise<CheckedWebhook> {
    const { source } = incoming;
    const failedDetections = this.#failedDetections;
    const verification = await verifyRequest({ ...incoming, failedDetections });
    if (verification.kind === 'unknown') return { incoming, verification };
    const { verified } = verification;
    // Anyone who has seen one such signature can send anything with it.
    if (verified.strength === 'weak' && source.confirm === undefined) throw weakAlone(source);
    await this.#pin(incoming, verified);
    return { incoming, verification };
  }

  async #keep({ incoming, verification }: CheckedWebhook): Promise<IngestResult> {
    const { connection, webhook, request, trace } = incoming;
    if (verification.kind === 'unknown')
      return this.#unverified.unknown(incoming, verification.error);
    const isWeak = verification.verified.strength === 'weak';
    if (isWeak || connection.verificationMode === 'callback')
      return this.#unverified.keepUnconfirmed(incoming);
    const { inbox, quarantine } = this.#options;
    if (inbox.waiting >= maxBacklog) throw new BacklogFullError();
    // What its source cannot read goes to the quarantine, whose bound is enforced here.
    if (connection.isTroubled && !(await quarantine.hasRoom(connection.id))) {
      throw new QuarantineFullError();
    }
    const { id: connectionId, verificationMode } = connection;
    const { now: receivedAt } = incoming;
    // Verified bodies are known to be readable; others are parsed first.
    const body = webhook.parsesBodyAlone === true && verificationMode === 'signature';
    const rows: NewInboxRow[] = body
      ? [{ connectionId, receivedAt, activityId: null, body: request.body, trace }]
      : (await callSource('parse', () => webhook.parse(request, { now: receivedAt }))).map(
          ({ id, raw }) => ({ connectionId, receivedAt, activityId: id, body: raw, trace }),
        );
    // Nothing else would tell what became of it.
    if (rows.length === 0) {
      this.#options.logger.info({ connectionId, outcome: 'empty', requests: 1 }, 'ingest');
    }
    await this.#group.add(rows);
    return { outcome: 'accepted' };
  }

  /** Stores the detected scheme, if it is not the pinned one. */
  async #pin({ connection }: IncomingWebhook, { scheme, strength }: Verified): Promise<void> {
    if (scheme === undefined || isDeepStrictEqual(scheme, connection.scheme)) return;
    const { database, store } = this.#options;
    await database.write(
      (tx) =>
        store.pinScheme(tx, {
          connectionId: connection.id,
          scheme,
          strength,
          insteadOf: connection.scheme,
        }),
      { patienceMs },
    );
  }

  #reportDamaged({ connectionId, code, message, cause }: DamagedConnectionError): void {
    const { onActivities, logger } = this.#options;
    onActivities?.({ source: 'unknown', outcome: 'failed', count: 1 });
    const reason = cause instanceof Error ? `${message} (${cause.message})` : message;
    logger.error({ connectionId, outcome: 'failed', code, reason }, 'ingest');
  }

  #reportRefused({ connection, source, now }: IncomingWebhook, error: unknown): void {
    const { onRefused, onActivities, logger } = this.#options;
    const outcome = isRefusal(error) ? 'refused' : 'failed';
    onActivities?.({ source: source.name, outcome, count: 1 });
    if (!(error instanceof PayloadError)) onRefused?.({ connectionId: connection.id, at: now });
    logger.warn(
      {
        connectionId: connection.id,
        outcome,
        source: source.name,
        code: (error as { code?: string }).code,
        reason: (error as Error).message,
      },
      'ingest',
    );
  }
}

/** Whether the request is at fault; otherwise the relay is, for example with a full disk. */
function isRefusal(error: unknown): boolean {
  return (
    isRequestFault(error) ||
    error instanceof TooManyDetectionsError ||
    error instanceof TooManyUnconfirmedError ||
    error instanceof ActivityTooLargeError
  );
}

/** Whether a webhook of the source arrived that cannot be read, at present or by this version. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof PayloadError) return error.code === 'payload_unreadable';
  return error instanceof SourceFailure;
}

function weakAlone(source: AnySource): SignatureError {
  return new SignatureError(
    'signature_mismatch',
    `The signature does not cover the activity, so anyone who has seen it once could send anything with it, and the source "${source.name}" cannot ask its vendor to confirm activities. If the vendor really signs this way, pin that scheme by hand.`,
  );
}
