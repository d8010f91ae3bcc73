import { isDeepStrictEqual } from 'node:util';

import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import type { Activity, AnySource, Verified, WebhookRequest } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import {
  ActivityTooLargeError,
  TooManyUnconfirmedError,
} from '../../vendor/confirmation/errors.ts';
import type { UnconfirmedIntake } from '../../vendor/confirmation/unconfirmed-intake.ts';
import type { ConnectionStore, IngestConnection } from '../../database/stores/connection-store.ts';
import { GroupCommit } from '../../database/group-commit.ts';
import { enrichmentDeadline } from '../../vendor/enrichment/enrichment-deadline.ts';
import type { SourceRegistry } from '../../vendor/sources/source-registry.ts';
import type { Appended, Arrival, EventLog, SchemePin } from '../log/event-log.ts';
import { FailedDetections, TooManyDetectionsError } from './failed-detections.ts';
import { KeyedQueue } from './keyed-queue.ts';

/** What became of a request at an ingest URL. */
export type IngestResult =
  | { readonly outcome: 'unknown_token' }
  | { readonly outcome: 'probe'; readonly status: number; readonly body: string | undefined }
  | {
      /** `unconfirmed`: kept, and it makes events once the vendor's API says that it knows it. */
      readonly outcome: 'accepted' | 'duplicate' | 'unconfirmed';
      readonly eventIds: readonly string[];
    };

/** A request that is to be kept, and whose it is. */
interface Webhook {
  readonly connection: IngestConnection;
  readonly source: AnySource;
  readonly webhook: NonNullable<AnySource['webhook']>;
  readonly request: WebhookRequest;
}

/** How many activities of a source met which fate. */
export interface ActivityCount {
  readonly source: string;
  readonly outcome: 'accepted' | 'duplicate' | 'refused' | 'failed';
  readonly count: number;
}

/** A connection whose source this relay does not have, or that takes no webhooks. */
export class NoWebhookError extends Error {
  readonly code = 'source_unavailable';
  override readonly name = 'NoWebhookError';
}

/**
 * Takes a vendor's webhook: verified, read, normalized, and kept before it is acknowledged. Many
 * requests share one commit.
 */
export class IngestService {
  readonly #connections: ConnectionStore;
  readonly #sources: SourceRegistry;
  readonly #unconfirmed: UnconfirmedIntake;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onActivities: (activities: ActivityCount) => void;
  readonly #onRefused: (refused: { readonly connectionId: string; readonly at: number }) => void;
  readonly #failedDetections: FailedDetections;
  readonly #firstContacts = new KeyedQueue();
  readonly #group: GroupCommit<Arrival, Appended>;

  constructor(options: {
    readonly connections: ConnectionStore;
    readonly sources: SourceRegistry;
    readonly log: EventLog;
    readonly unconfirmed: UnconfirmedIntake;
    readonly clock: Clock;
    readonly logger: Logger;
    /** Told of every commit, for metrics. */
    readonly onCommit?: (group: { readonly size: number; readonly durationMs: number }) => void;
    /** Told what became of activities, for metrics. */
    readonly onActivities?: (activities: ActivityCount) => void;
    /** Told of what was refused although it may have been real: the vendor gives it up one day. */
    readonly onRefused?: (refused: { readonly connectionId: string; readonly at: number }) => void;
  }) {
    const { connections, sources, log, clock, logger, onCommit, onActivities } = options;
    this.#unconfirmed = options.unconfirmed;
    this.#onActivities = onActivities ?? (() => {});
    this.#onRefused = options.onRefused ?? (() => {});
    this.#connections = connections;
    this.#sources = sources;
    this.#clock = clock;
    this.#logger = logger;
    this.#failedDetections = new FailedDetections({ clock });
    this.#group = new GroupCommit({
      clock,
      commit: async (arrivals) => {
        const startedAt = performance.now();
        const appended = await log.append(arrivals);
        onCommit?.({ size: arrivals.length, durationMs: performance.now() - startedAt });
        return appended;
      },
    });
  }

  /**
   * @throws {PayloadError} when it cannot be understood
   * @throws {SignatureError} when it is not authentic
   * @throws {TooManyDetectionsError} when too many signatures of an unknown scheme failed lately
   * @throws {TooManyUnconfirmedError} when too many activities wait to be confirmed by the vendor
   * @throws {ActivityTooLargeError} when an activity to be confirmed is too long
   * @throws {NoWebhookError} when the connection's source is not loaded or takes no webhooks
   * @throws {OverloadedError} when too much waits for the disk
   */
  async receive(options: {
    readonly token: string;
    readonly request: WebhookRequest;
  }): Promise<IngestResult> {
    const { token, request } = options;
    const connection = await this.#connections.findByToken(token);
    if (connection === undefined) return { outcome: 'unknown_token' };
    const source = this.#sources.get(connection.source);
    const webhook = source?.webhook;
    if (source === undefined || webhook === undefined) {
      throw new NoWebhookError(
        `The source "${connection.source}" is not among RELAY_SOURCES of this relay, or takes no webhooks.`,
      );
    }
    const probe = webhook.probe(request);
    if (probe !== undefined) {
      this.#logger.info({ connectionId: connection.id, outcome: 'probe' }, 'ingest');
      return { outcome: 'probe', status: probe.status, body: probe.body };
    }
    if (!hasToFindScheme(connection, webhook)) {
      return this.#keep({ connection, source, webhook, request });
    }
    // One at a time: when a burst is the first contact, its first request finds the scheme, and
    // the others need not.
    const kept = await this.#firstContacts.run(connection.id, async () => {
      const now = await this.#connections.findByToken(token);
      if (now === undefined || !hasToFindScheme(now, webhook)) return undefined;
      return this.#keep({ connection: now, source, webhook, request });
    });
    return kept ?? this.receive(options);
  }

  async #keep(options: Webhook): Promise<IngestResult> {
    const { connection, source, webhook, request } = options;
    const now = this.#clock.now();
    try {
      const pin = await this.#verify({ ...options, now });
      const activities = webhook.parse(request, { now });
      if (connection.verificationMode === 'callback') {
        return await this.#keepUnconfirmed({ connection, source, activities, now });
      }
      const arrival: Arrival = {
        connectionId: connection.id,
        source: source.name,
        via: 'webhook',
        receivedAt: now,
        enrichUntil: enrichmentDeadline({ connection, source, now }),
        activities: activities.map((activity) => ({
          activity,
          events: source.normalize(activity),
        })),
        ...(pin === undefined ? {} : { pin }),
      };
      const { eventIds, duplicates } = await this.#group.add(arrival);
      const outcome = duplicates > 0 && eventIds.length === 0 ? 'duplicate' : 'accepted';
      this.#count(source, 'accepted', activities.length - duplicates);
      this.#count(source, 'duplicate', duplicates);
      this.#logger.info(
        {
          connectionId: connection.id,
          outcome,
          activityIds: activities.map(({ id }) => id),
          eventIds,
          duplicates,
        },
        'ingest',
      );
      return { outcome, eventIds };
    } catch (error) {
      const outcome = isRefusal(error) ? 'refused' : 'failed';
      this.#count(source, outcome, 1);
      if (!(error instanceof PayloadError)) {
        this.#onRefused({ connectionId: connection.id, at: now });
      }
      this.#logger.warn(
        {
          connectionId: connection.id,
          outcome,
          code: (error as PayloadError | SignatureError).code,
          reason: (error as Error).message,
        },
        'ingest',
      );
      throw error;
    }
  }

  /** Asks nobody yet: a vendor that is slow or out must not hold up its own webhooks. */
  async #keepUnconfirmed(options: {
    readonly connection: IngestConnection;
    readonly source: AnySource;
    readonly activities: readonly Activity[];
    readonly now: number;
  }): Promise<IngestResult> {
    const { connection, source, activities, now } = options;
    // What no event can be made of is refused now, and not found out later.
    for (const activity of activities) source.normalize(activity);
    const kept = await this.#unconfirmed.take({
      connectionId: connection.id,
      activities,
      receivedAt: now,
    });
    const duplicates = activities.length - kept;
    const outcome = kept === 0 && duplicates > 0 ? 'duplicate' : 'unconfirmed';
    this.#count(source, 'duplicate', duplicates);
    this.#logger.info(
      {
        connectionId: connection.id,
        outcome,
        activityIds: activities.map(({ id }) => id),
        duplicates,
      },
      'ingest',
    );
    return { outcome, eventIds: [] };
  }

  #count(source: AnySource, outcome: ActivityCount['outcome'], count: number): void {
    if (count > 0) this.#onActivities({ source: source.name, outcome, count });
  }

  /** @returns the scheme to pin, when it is not the one that is pinned */
  async #verify(options: Webhook & { readonly now: number }): Promise<SchemePin | undefined> {
    const { connection, webhook, request, now } = options;
    if (connection.verificationMode !== 'signature') return undefined;
    const verify = async (): Promise<Verified> =>
      webhook.verify(request, {
        credentials: connection.credentials,
        scheme: connection.scheme,
        now,
      });
    const { scheme } = hasToFindScheme(connection, webhook)
      ? await this.#failedDetections.watch({ connectionId: connection.id, detect: verify })
      : await verify();
    if (scheme === undefined || isDeepStrictEqual(scheme, connection.scheme)) return undefined;
    return { scheme, insteadOf: connection.scheme };
  }

  /** Answers when all that was taken is on disk. */
  async drain(): Promise<void> {
    await Promise.all([this.#group.drain(), this.#unconfirmed.drain()]);
  }
}

/** Whether the request is at fault; otherwise we are, such as with a full disk. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof PayloadError ||
    error instanceof SignatureError ||
    error instanceof TooManyDetectionsError ||
    error instanceof TooManyUnconfirmedError ||
    error instanceof ActivityTooLargeError
  );
}

function hasToFindScheme(
  connection: IngestConnection,
  webhook: NonNullable<AnySource['webhook']>,
): boolean {
  return (
    connection.verificationMode === 'signature' &&
    connection.scheme === 'auto' &&
    webhook.findsScheme === true
  );
}
