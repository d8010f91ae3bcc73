import type { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { AnySource, Verified, WebhookRequest } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Clock } from '../clock/clock.ts';
import type { ConnectionStore, IngestConnection } from '../connections/connection-store.ts';
import { GroupCommit } from '../database/group-commit.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import type { Appended, Arrival, EventLog } from './event-log.ts';
import { FailedDetections } from './failed-detections.ts';

/** What became of a request at an ingest URL. */
export type IngestResult =
  | { readonly outcome: 'unknown_token' }
  | { readonly outcome: 'probe'; readonly status: number; readonly body: string | undefined }
  | { readonly outcome: 'accepted' | 'duplicate'; readonly eventIds: readonly string[] };

/** How many activities of a source met which fate. */
export interface ActivityCount {
  readonly source: string;
  readonly outcome: 'accepted' | 'duplicate' | 'refused';
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
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onActivities: (activities: ActivityCount) => void;
  readonly #failedDetections: FailedDetections;
  readonly #group: GroupCommit<Arrival, Appended>;

  constructor(options: {
    readonly connections: ConnectionStore;
    readonly sources: SourceRegistry;
    readonly log: EventLog;
    readonly clock: Clock;
    readonly logger: Logger;
    /** Told of every commit, for metrics. */
    readonly onCommit?: (group: { readonly size: number; readonly durationMs: number }) => void;
    /** Told what became of activities, for metrics. */
    readonly onActivities?: (activities: ActivityCount) => void;
  }) {
    const { connections, sources, log, clock, logger, onCommit, onActivities } = options;
    this.#onActivities = onActivities ?? (() => {});
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
    return this.#keep({ connection, source, webhook, request });
  }

  async #keep(options: {
    readonly connection: IngestConnection;
    readonly source: AnySource;
    readonly webhook: NonNullable<AnySource['webhook']>;
    readonly request: WebhookRequest;
  }): Promise<IngestResult> {
    const { connection, source, webhook, request } = options;
    const now = this.#clock.now();
    let pinScheme: SignatureScheme | undefined;
    try {
      pinScheme = await this.#verify({ connection, webhook, request, now });
      const activities = webhook.parse(request, { now });
      const arrival: Arrival = {
        connectionId: connection.id,
        source: source.name,
        via: 'webhook',
        receivedAt: now,
        activities: activities.map((activity) => ({
          activity,
          events: source.normalize(activity),
        })),
        ...(pinScheme === undefined ? {} : { pinScheme }),
      };
      const { eventIds, duplicates } = await this.#group.add(arrival);
      const outcome = duplicates === activities.length ? 'duplicate' : 'accepted';
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
      this.#count(source, 'refused', 1);
      this.#logger.warn(
        {
          connectionId: connection.id,
          outcome: 'refused',
          code: (error as PayloadError | SignatureError).code,
          reason: (error as Error).message,
        },
        'ingest',
      );
      throw error;
    }
  }

  #count(source: AnySource, outcome: ActivityCount['outcome'], count: number): void {
    if (count > 0) this.#onActivities({ source: source.name, outcome, count });
  }

  /** @returns the scheme to pin, when it is not the one that is pinned */
  async #verify(options: {
    readonly connection: IngestConnection;
    readonly webhook: NonNullable<AnySource['webhook']>;
    readonly request: WebhookRequest;
    readonly now: number;
  }): Promise<SignatureScheme | undefined> {
    const { connection, webhook, request, now } = options;
    if (connection.verificationMode === 'token') return undefined;
    const verify = async (): Promise<Verified> =>
      webhook.verify(request, {
        credentials: connection.credentials,
        scheme: connection.scheme,
        now,
      });
    const { scheme } =
      connection.scheme === 'auto'
        ? await this.#failedDetections.watch({ connectionId: connection.id, detect: verify })
        : await verify();
    const pinned = connection.scheme === 'auto' ? undefined : connection.scheme;
    return JSON.stringify(scheme) === JSON.stringify(pinned) ? undefined : scheme;
  }

  /** Answers when all that was taken is on disk. */
  drain(): Promise<void> {
    return this.#group.drain();
  }
}
