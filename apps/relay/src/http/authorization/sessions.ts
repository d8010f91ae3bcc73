import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { minutes } from '../../shared/clock/durations.ts';
import { Database } from '../../database/database.ts';
import { ApiKeyEntity } from '../../database/entities/api-key.entity.ts';
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  purgeSessions,
  takeSignInCode,
  touchSession,
} from '../../database/tables/sessions.ts';
import type { SessionRow } from '../../database/tables/sessions.ts';
import type { Transaction } from '../../database/transaction.ts';
import { Vault } from '../../database/vault/vault.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK, CONFIG, LOGGER } from '../../shared/tokens.ts';

/** How exactly uses are recorded at most: reading a page does not write at every request. */
const touchEveryMs = 1 * minutes;

/** In relation to the time after which an idle session ends: one in use never does. */
const touchEvery = 1 / 20;

/** How long a request waits for that at most; then it continues without it. Milliseconds. */
const touchPatienceMs = 250;

/** A session that is currently valid. Times are epoch milliseconds. */
export interface Session extends Omit<SessionRow, 'usedAt'> {
  /** When it ends unless it is used before then. */
  readonly idleExpiresAt: number;
}

/** What someone signs in with: an API key, or the code of a sign-in link. */
export type SignIn = { readonly key: string } | { readonly code: string };

/**
 * Sessions, identified by a token of which only the fingerprint is stored. Everything is in the
 * database, so a session is valid in every process and survives a restart. It ends with its API
 * key.
 */
@Injectable()
export class Sessions {
  readonly #idleMs: number;
  readonly #longestMs: number;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) { sessions }: Pick<RelayConfig, 'sessions'>,
  ) {
    this.#idleMs = sessions.idleMs;
    this.#longestMs = sessions.longestMs;
  }

  /**
   * Signs someone in. A code is used up, and `former`, the browser's previous session, ends.
   *
   * @returns undefined if the key or code is unknown
   */
  begin(
    signIn: SignIn,
    former: string | undefined,
  ): Promise<{ readonly token: string; readonly session: Session } | undefined> {
    const token = `irs_${randomBytes(32).toString('base64url')}`;
    const hash = this.vault.fingerprint(token);
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      const apiKeyId = await this.#keyOf(tx, signIn);
      if (apiKeyId === undefined) return undefined;
      await purgeSessions(tx, { now, idleMs: this.#idleMs });
      if (former !== undefined) await deleteSession(tx, this.vault.fingerprint(former));
      await insertSession(tx, { hash, apiKeyId, now, expiresAt: now + this.#longestMs });
      const row = await findSession(tx, hash);
      return row && { token, session: this.#view(row) };
    });
  }

  /**
   * Returns the session of a token and records its use.
   *
   * @returns undefined if there is none, or it has ended
   */
  async use(token: string): Promise<Session | undefined> {
    const now = this.clock.now();
    const hash = this.vault.fingerprint(token);
    const row = await this.database.read((tx) => findSession(tx, hash));
    if (row === undefined || !this.#isValid(row)) return undefined;
    if (now - row.usedAt < Math.min(touchEveryMs, this.#idleMs * touchEvery)) {
      return this.#view(row);
    }
    try {
      await this.database.write((tx) => touchSession(tx, { hash, now }), {
        patienceMs: touchPatienceMs,
        inLine: false,
      });
    } catch (error) {
      // The request is unaffected; the session only ends sooner.
      this.logger.warn({ err: error }, 'could not record when a session was last used');
      return this.#view(row);
    }
    return this.#view({ ...row, usedAt: now });
  }

  /** Whether it is still valid, for anything that outlasts a request. */
  async isOpen(hash: string): Promise<boolean> {
    const row = await this.database.read((tx) => findSession(tx, hash));
    return row !== undefined && this.#isValid(row);
  }

  async end(hash: string): Promise<void> {
    await this.database.write((tx) => deleteSession(tx, hash));
  }

  /**
   * Ends every session of an API key, and invalidates its sign-in links. @returns how many ended
   */
  endAll(apiKeyId: string): Promise<number> {
    return this.database.write((tx) => deleteSessionsOf(tx, apiKeyId));
  }

  async #keyOf(tx: Transaction, signIn: SignIn): Promise<string | undefined> {
    if ('code' in signIn) {
      const hash = this.vault.fingerprint(signIn.code);
      return takeSignInCode(tx, { hash, now: this.clock.now() });
    }
    const hash = this.vault.fingerprint(signIn.key);
    return (await tx.entities.findOneBy(ApiKeyEntity, { hash }))?.id;
  }

  #isValid({ usedAt, expiresAt }: SessionRow): boolean {
    const now = this.clock.now();
    return now < expiresAt && now < usedAt + this.#idleMs;
  }

  #view({ usedAt, ...row }: SessionRow): Session {
    return { ...row, idleExpiresAt: Math.min(usedAt + this.#idleMs, row.expiresAt) };
  }
}
