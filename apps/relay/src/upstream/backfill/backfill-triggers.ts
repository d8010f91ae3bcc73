import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { LOGGER } from '../../shared/tokens.ts';
import { Database } from '../../database/database.ts';
import { ConnectionSignals } from '../../pipeline/log/connection-signals.ts';
import type { ConnectionSignal } from '../../pipeline/log/connection-signals.ts';
import { BackfillRequests } from './backfill-requests.ts';
import { hours } from '../../shared/clock/durations.ts';
import { wasSilent } from './known-activities.ts';

/** A connection that was sent nothing for this long was quiet: maybe nobody could reach us. */
const quietMs = 6 * hours;

/**
 * Notices when a connection comes back that was quiet, or whose webhooks were refused: it may have
 * missed something, and a backfill finds out.
 */
@Injectable()
export class BackfillTriggers {
  /** When a connection was last active, in epoch milliseconds. Costs one query per connection. */
  readonly #activeAt = new Map<string, number>();
  readonly #refused = new Set<string>();
  #stopListening: (() => void) | undefined;
  readonly #works = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly requests: BackfillRequests,
    private readonly signals: ConnectionSignals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.#stopListening = this.signals.onSignal((signal) => this.#onSignal(signal));
  }

  async stop(): Promise<void> {
    this.#stopListening?.();
    await Promise.all(this.#works);
  }

  #onSignal({ connectionId, at, outcome }: ConnectionSignal): void {
    if (outcome === 'deleted') {
      this.#activeAt.delete(connectionId);
      this.#refused.delete(connectionId);
      return;
    }
    if (outcome === 'refused') {
      this.#refused.add(connectionId);
      return;
    }
    const before = this.#activeAt.get(connectionId);
    this.#activeAt.set(connectionId, Math.max(at, before ?? at));
    if (this.#refused.delete(connectionId) || (before !== undefined && at - before >= quietMs)) {
      this.#do(() => this.requests.automatic({ connectionId, reason: 'returned' }));
    } else if (before === undefined) {
      this.#do(() => this.#firstActive({ connectionId, at }));
    }
  }

  /** Active for the first time since the start: the database knows the previous time. */
  async #firstActive(options: {
    readonly connectionId: string;
    readonly at: number;
  }): Promise<void> {
    const { connectionId, at } = options;
    const isBack = await this.database.read((transaction) =>
      wasSilent(transaction, { connectionId, moment: at, milliseconds: quietMs }),
    );
    if (isBack) await this.requests.automatic({ connectionId, reason: 'returned' });
  }

  /** What cannot be done now (a full disk) is done a day later at most. */
  #do(work: () => Promise<void>): void {
    const doing = work()
      .catch((error: unknown) => this.logger.error({ err: error }, 'could not request a backfill'))
      .finally(() => this.#works.delete(doing));
    this.#works.add(doing);
  }
}
