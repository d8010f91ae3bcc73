import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import { invalid } from '../../index.ts';
import type { FieldError, MoreChecks } from '../../index.ts';
import { CONFIG } from '../../../shared/tokens.ts';
import type { RelayConfig } from '../../../operations/config/config.ts';
import { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import { Database } from '../../../database/database.ts';
import { createAddressGuard } from '../../../outbound/address-guard.ts';
import type { AddressGuard } from '../../../outbound/address-guard.ts';
import { subscriberUrlProblem } from '../../../pipeline/send/subscriber-url.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { basicErrors, separateBasic } from './basic-from-url.ts';
import type { CreateSubscription } from './subscriptions.schemas.ts';

/** The checks of a subscription that a schema alone cannot make. */
@Injectable()
export class SubscriptionChecks implements MoreChecks {
  readonly #guard: AddressGuard;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Pick<RelayConfig, 'allowPrivateNetworks'>,
  ) {
    this.#guard = createAddressGuard(config);
  }

  /** @throws {ProblemError} 400 with every invalid field */
  async check(
    transaction: Transaction,
    subscription: {
      readonly url?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | null | undefined;
      readonly connectionIds?: readonly string[] | null | undefined;
    },
  ): Promise<void> {
    const errors = await this.#errors(transaction, subscription);
    if (errors.length > 0) throw invalid(errors);
  }

  fieldErrors(options: {
    readonly body: Readonly<Record<string, unknown>>;
  }): Promise<readonly FieldError[]> {
    const { url, headers, connectionIds } = options.body;
    return this.database.read((tx) =>
      this.#errors(tx, {
        url: typeof url === 'string' ? url : undefined,
        headers: isRecord(headers) ? headers : undefined,
        connectionIds: isListOfTexts(connectionIds) ? connectionIds : undefined,
      }),
    );
  }

  async #errors(
    transaction: Transaction,
    subscription: {
      readonly url?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | null | undefined;
      readonly connectionIds?: readonly string[] | null | undefined;
    },
  ): Promise<FieldError[]> {
    return [
      ...this.#urlErrors(subscription),
      ...(await connectionErrors(transaction, subscription.connectionIds ?? [])),
    ];
  }

  #urlErrors(subscription: Pick<CreateSubscription, 'headers'> & { url?: string | undefined }) {
    const errors = basicErrors(subscription);
    if (subscription.url === undefined || errors.length > 0) return errors;
    const { url } = separateBasic(subscription.url);
    const message = subscriberUrlProblem({ url, guard: this.#guard });
    return message === undefined ? [] : [{ path: 'url', message }];
  }
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.length <= 500 && value.every((one) => typeof one === 'string')
  );
}

async function connectionErrors(
  transaction: Transaction,
  ids: readonly string[],
): Promise<FieldError[]> {
  if (ids.length === 0) return [];
  const found = await transaction.entities.find(ConnectionEntity, {
    select: { id: true },
    where: { id: In([...ids]), deletedAt: IsNull() },
  });
  const known = new Set(found.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ path: `connectionIds.${index}`, message: 'No connection has this id.' }],
  );
}

/** The schema validates the values; only names are needed here. */
function isRecord(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
