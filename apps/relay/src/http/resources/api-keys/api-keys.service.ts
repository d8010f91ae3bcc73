import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { conflict, notFound } from '../../index.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { Database } from '../../../database/database.ts';
import { ApiKeyEntity, scopes } from '../../../database/entities/api-key.entity.ts';
import type { Scope } from '../../../database/entities/api-key.entity.ts';
import { SubscriptionEntity } from '../../../database/entities/subscription.entity.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { deleteSessionsOf } from '../../../database/tables/sessions.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** A newly created key. `key` is not stored anywhere. */
interface CreatedApiKey {
  readonly entity: ApiKeyEntity;
  readonly key: string;
}

/** Creates, lists and deletes API keys. */
@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(options: {
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly origin?: ApiKeyEntity['origin'];
  }): Promise<CreatedApiKey> {
    const { name, origin = 'api' } = options;
    const key = newApiKey();
    return this.database.write(async (transaction) => ({
      entity: await this.insert(transaction, { name, scopes: options.scopes, origin, key }),
      key,
    }));
  }

  /** Oldest first. @returns up to `limit` after the given position */
  list(options: {
    readonly after: readonly [createdAt: number, id: string] | undefined;
    readonly limit: number;
  }): Promise<ApiKeyEntity[]> {
    return this.database.read((transaction) => {
      const query = transaction.entities
        .createQueryBuilder(ApiKeyEntity, 'key')
        .orderBy('key.createdAt')
        .addOrderBy('key.id')
        .limit(options.limit);
      if (options.after !== undefined) {
        const [createdAt, id] = options.after;
        query.where('(key.created_at, key.id) > (:createdAt, :id)', { createdAt, id });
      }
      return query.getMany();
    });
  }

  /**
   * @throws {ProblemError} 404; 409 for the last key with the scope `admin`, and for the one that
   *   is set by the environment
   */
  delete(id: string): Promise<void> {
    return this.database.write(async (transaction) => {
      const entity = await transaction.entities.findOneBy(ApiKeyEntity, { id });
      if (entity === null) throw notFound('API key', id);
      if (entity.origin === 'environment') {
        throw conflict(
          'api_key_from_environment',
          'This key is set by RELAY_API_KEY. Unset or change that variable, and restart the relay.',
        );
      }
      if (isAdmin(entity) && (await adminKeys(transaction)).length === 1) {
        throw conflict(
          'last_admin_key',
          'This is the only key with the scope "admin". First create another one with POST /v1/api-keys and {"scopes": ["admin"]}, then use that one to delete this one.',
        );
      }
      await this.remove(transaction, id);
    });
  }

  /** To be called inside a transaction. */
  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.entities.delete(ApiKeyEntity, { id });
    await deleteSessionsOf(transaction, id);
    // Whoever created them comes back with another key, and takes them over by id or URL. Deleted
    // ones stay as they are: there may be any number of them.
    await transaction.entities.update(
      SubscriptionEntity,
      { apiKeyId: id, deletedAt: IsNull() },
      { apiKeyId: null },
    );
  }

  /** To be called inside a transaction. */
  async insert(
    transaction: Transaction,
    options: {
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly origin: ApiKeyEntity['origin'];
      readonly key: string;
    },
  ): Promise<ApiKeyEntity> {
    const entity = transaction.entities.create(ApiKeyEntity, {
      id: `key_${randomBytes(16).toString('base64url')}`,
      name: options.name,
      hash: this.vault.fingerprint(options.key),
      scopes: JSON.stringify(scopes.filter((scope) => options.scopes.includes(scope))),
      origin: options.origin,
      createdAt: this.clock.now(),
    });
    await transaction.entities.insert(ApiKeyEntity, entity);
    return entity;
  }
}

/** `irk_` and 32 random bytes in base64url. */
export function newApiKey(): string {
  return `irk_${randomBytes(32).toString('base64url')}`;
}

export async function adminKeys(transaction: Transaction): Promise<ApiKeyEntity[]> {
  return (await transaction.entities.find(ApiKeyEntity)).filter(isAdmin);
}

export function isAdmin(entity: ApiKeyEntity): boolean {
  return (JSON.parse(entity.scopes) as Scope[]).includes('admin');
}
