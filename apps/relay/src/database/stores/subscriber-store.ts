import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../database.ts';
import type { SubscriptionStatus } from '../entities/subscription.entity.ts';
import { sqlPlannedOnce, texts } from '../sql/sql.ts';
import { validRotated } from '../tables/rotated-secrets.ts';
import type { RotatedSecret } from '../tables/rotated-secrets.ts';
import { lacksKey, openIfReadable, Vault } from '../vault/vault.ts';
import { openHeaders, openSecret, openUrl } from './subscription-secrets.ts';

/** A subscription as an attempt needs it. */
export interface Subscriber {
  readonly id: string;
  readonly url: string;
  readonly status: SubscriptionStatus;
  /** Since when it has only failed, in epoch milliseconds; null after a success. */
  readonly failingSince: number | null;
  /** The current secret first, then recently replaced ones, which also sign. */
  readonly secrets: readonly [string, ...string[]];
  /** Its own headers, to be sent along. */
  readonly headers: Readonly<Record<string, string>>;
  readonly expect: { readonly contentType?: string; readonly bodyIncludes?: string } | undefined;
  readonly maxBytes: number | null;
  readonly pace: { readonly maxPerSecond: number | null; readonly maxInFlight: number | null };
}

/** A row that cannot be worked with. */
export interface DamagedSubscriber {
  readonly id: string;
  readonly status: SubscriptionStatus;
  /** Why, and how to fix it, human-readable. */
  readonly damage: string;
  /** It may be fine: this process lacks the key that it was encrypted with. */
  readonly lacksKey: boolean;
}

interface Row {
  readonly id: string;
  readonly url: string;
  readonly status: SubscriptionStatus;
  readonly failingSince: number | null;
  readonly secret: string;
  readonly headers: string | null;
  readonly expectation: string | null;
  readonly maxBytes: number | null;
  readonly maxPerSecond: number | null;
  readonly maxInFlight: number | null;
}

/** What was decrypted of a row, and from which text. Decrypting costs more than an attempt does. */
interface Opened {
  readonly sealed: string;
  readonly url: string;
  readonly secrets: readonly [string, ...string[]];
  readonly headers: Readonly<Record<string, string>>;
}

/** How many are cached; then the cache starts over. */
const maxCached = 10_000;

/**
 * Subscriptions for sending, with their secrets decrypted. Reads rows each time, so that a change
 * applies immediately. A damaged row only affects its own subscription.
 */
@Injectable()
export class SubscriberStore {
  readonly #opened = new Map<string, Opened>();

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those of the ids that are not deleted, whatever their status. */
  async load(ids: readonly string[]): Promise<ReadonlyMap<string, Subscriber | DamagedSubscriber>> {
    const now = this.clock.now();
    return this.database.read(async (tx) => {
      const rows = await tx.all<Row>(
        sqlPlannedOnce`SELECT "id", "url", "status", "failing_since" AS "failingSince", "secret", "headers",
              "expectation", "max_bytes" AS "maxBytes", "max_per_second" AS "maxPerSecond",
              "max_in_flight" AS "maxInFlight"
            FROM "subscriptions" WHERE "deleted_at" IS NULL AND "id" IN ${texts(ids)}`,
      );
      const rotated = await validRotated(tx, { kind: 'subscription_secret', ownerIds: ids, now });
      return new Map(rows.map((row) => [row.id, this.#read(row, rotated.get(row.id) ?? [])]));
    });
  }

  #read(row: Row, rotated: readonly RotatedSecret[]): Subscriber | DamagedSubscriber {
    const { id, status, failingSince, maxBytes, maxPerSecond, maxInFlight } = row;
    try {
      const { url, secrets, headers } = this.#open(row, rotated);
      return {
        id,
        url,
        status,
        failingSince: failingSince === null ? null : Number(failingSince),
        secrets,
        headers,
        expect: row.expectation === null ? undefined : JSON.parse(row.expectation),
        maxBytes,
        pace: { maxPerSecond, maxInFlight },
      };
    } catch (error) {
      return { id, status, damage: describe(error), lacksKey: lacksKey(error) };
    }
  }

  #open(row: Row, rotated: readonly RotatedSecret[]): Opened {
    const { vault } = this;
    const previous = rotated.map(({ value }) => value);
    const sealed = [row.url, row.headers ?? '', row.secret, ...previous].join('\n');
    const known = this.#opened.get(row.id);
    if (known?.sealed === sealed) return known;
    const place = { vault, subscriptionId: row.id };
    const open = (secret: string): string => openSecret({ ...place, sealed: secret });
    const opened: Opened = {
      sealed,
      url: openUrl({ ...place, sealed: row.url }),
      // A replaced secret that cannot be decrypted no longer signs; the current one does.
      secrets: [
        open(row.secret),
        ...previous.flatMap((one) => openIfReadable(() => open(one)) ?? []),
      ],
      headers: row.headers === null ? {} : openHeaders({ ...place, sealed: row.headers }),
    };
    if (this.#opened.size >= maxCached) this.#opened.clear();
    this.#opened.set(row.id, opened);
    return opened;
  }
}

function describe(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The relay cannot read what it stored for this subscription (${reason}). Set its URL, secret and headers again, then set it active.`;
}
