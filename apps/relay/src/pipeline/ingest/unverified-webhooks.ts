import type { Activity, AnySource, WebhookRequest } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { IngestConnection } from '../../database/stores/connection-store.ts';
import type { UnconfirmedIntake } from '../unconfirmed/unconfirmed-intake.ts';
import { readingProblem, sourceNotLoaded } from '../log/read-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import type { QuarantineIntake } from '../quarantine/quarantine-intake.ts';
import type { ActivityCount, IngestResult } from './ingest-result.ts';
import { callSource } from './source-failure.ts';
import type { IncomingWebhook } from './verify-request.ts';

export interface UnverifiedWebhooksOptions {
  readonly unconfirmed: UnconfirmedIntake;
  readonly quarantine: QuarantineIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called with repeats, for metrics. */
  readonly onActivities?: (activities: ActivityCount) => void;
}

/**
 * Keeps webhooks whose signature does not authenticate them, or that cannot be read: until the
 * vendor's API confirms them, or in the quarantine; or refuses them, as configured for their
 * connection.
 */
export class UnverifiedWebhooks {
  readonly #options: UnverifiedWebhooksOptions;

  constructor(options: UnverifiedWebhooksOptions) {
    this.#options = options;
  }

  /**
   * How it is signed is unknown. Whether it is authentic is decided by the vendor's API, or by a
   * person.
   */
  async unknown(incoming: IncomingWebhook, error: Error): Promise<IngestResult> {
    const { connection, source } = incoming;
    const usual = source.confirm === undefined ? 'refuse' : 'keep';
    if ((connection.unknownSignature ?? usual) === 'refuse') throw error;
    if (source.confirm !== undefined) return this.keepUnconfirmed(incoming);
    const problem: ReadingProblem = { reason: 'signature_unknown', detail: error.message };
    return this.setAside({ incoming, problem });
  }

  /** Asks nobody yet: a slow or unavailable vendor must not delay its own webhooks. */
  async keepUnconfirmed(incoming: IncomingWebhook): Promise<IngestResult> {
    const { connection, source, webhook, request, trace, now } = incoming;
    const { unconfirmed, logger, onActivities } = this.#options;
    const activities = await callSource('parse', () => webhook.parse(request, { now }));
    const problem = unreadable(source, activities);
    if (problem !== undefined) return this.setAside({ incoming, problem });
    const kept = await unconfirmed.take({
      connectionId: connection.id,
      activities,
      receivedAt: now,
      trace,
    });
    const duplicates = activities.length - kept;
    const outcome = kept === 0 && duplicates > 0 ? 'duplicate' : 'unconfirmed';
    if (duplicates > 0) {
      onActivities?.({ source: source.name, outcome: 'duplicate', count: duplicates });
    }
    logger.info(
      {
        connectionId: connection.id,
        outcome,
        activityIds: activities.map(({ id }) => id),
        duplicates,
      },
      'ingest',
    );
    return { outcome };
  }

  /**
   * A relay that was started without the source keeps what arrives, and reads it once it has the
   * source.
   */
  async withoutSource(options: {
    readonly connection: IngestConnection;
    readonly request: WebhookRequest;
  }): Promise<IngestResult> {
    const { connection, request } = options;
    const { method, body } = request;
    if (method === 'GET' || method === 'HEAD' || (method === 'POST' && body.byteLength === 0)) {
      return { outcome: 'probe', status: 200, body: undefined };
    }
    const incoming = { connection, request, now: this.#options.clock.now() };
    return this.setAside({ incoming, problem: sourceNotLoaded(connection.source) });
  }

  /** Quarantines it. @throws {QuarantineFullError} */
  async setAside(options: {
    readonly incoming: Pick<IncomingWebhook, 'connection' | 'request' | 'now'> &
      Partial<Pick<IncomingWebhook, 'webhook'>>;
    readonly problem: ReadingProblem;
  }): Promise<IngestResult> {
    const { incoming, problem } = options;
    const { connection, request, webhook, now: receivedAt } = incoming;
    const { quarantine, logger } = this.#options;
    const bodyAlone = webhook?.parsesBodyAlone === true;
    await quarantine.take({ connection, request, problem, bodyAlone, receivedAt });
    logger.warn({ connectionId: connection.id, outcome: 'quarantined', ...problem }, 'ingest');
    return { outcome: 'quarantined' };
  }
}

/** Why some of the activities cannot become events. */
function unreadable(
  source: AnySource,
  activities: readonly Activity[],
): ReadingProblem | undefined {
  try {
    for (const activity of activities) source.normalize(activity);
    return undefined;
  } catch (error) {
    return readingProblem(error, { source: source.name, doing: 'normalize' });
  }
}
