import type { AnySource } from '@invoice-relay/core/source';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { Database } from '../../../database/database.ts';
import { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import { checkConfiguration } from '../../../database/stores/configuration.ts';
import { checkPoll } from '../polls/poll-schedule.ts';
import type { PollChanges } from '../polls/polls.schemas.ts';
import { unknownSource } from '../../../sources/loaded-source.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { fieldErrorsOf, invalid } from '../../index.ts';
import type { FieldError, MoreChecks } from '../../index.ts';
import type { CreateConnection } from './connections.schemas.ts';

/** The checks of a connection that only its source can make. */
@Injectable()
export class ConnectionChecks implements MoreChecks {
  constructor(
    private readonly database: Database,
    private readonly sources: SourceRegistry,
  ) {}

  async fieldErrors(options: {
    readonly body: Readonly<Record<string, unknown>>;
    readonly params: Readonly<Record<string, string>>;
  }): Promise<readonly FieldError[]> {
    const { body, params } = options;
    const name = params['id'] === undefined ? body['source'] : await this.#sourceOf(params['id']);
    if (typeof name !== 'string') return [];
    const source = this.sources.get(name);
    // For an existing connection, that is not an error of the request.
    if (source === undefined)
      return params['id'] === undefined ? [unknownSource(this.sources)] : [];
    const { enrich, verification, credentials, settings, poll } = body;
    const mode = (verification as { mode?: unknown } | null | undefined)?.mode;
    return [
      ...fieldErrorsOf(() => checkEnrich({ source, enrich: enrich === true })),
      ...fieldErrorsOf(() => checkMode({ source, mode: mode === 'callback' ? mode : 'signature' })),
      ...fieldErrorsOf(() =>
        checkConfiguration({ source, configuration: { credentials, settings } }),
      ),
      ...fieldErrorsOf(() => checkPoll({ source, poll: isObject(poll) ? poll : undefined })),
    ];
  }

  async #sourceOf(id: string): Promise<string | undefined> {
    const connection = await this.database.read((tx) =>
      tx.entities.findOneBy(ConnectionEntity, { id, deletedAt: IsNull() }),
    );
    return connection?.source;
  }
}

/** @throws {ProblemError} 400 if the source cannot confirm activities */
export function checkMode(options: {
  readonly source: AnySource | undefined;
  readonly mode: CreateConnection['verification']['mode'];
}): void {
  const { source, mode } = options;
  if (mode !== 'callback' || source?.confirm !== undefined) return;
  throw invalid([
    {
      path: 'verification.mode',
      message: `The source "${source?.name ?? 'of this connection'}" cannot ask its vendor to confirm a webhook: choose "signature" or "token"`,
    },
  ]);
}

/** @throws {ProblemError} 400 if the source cannot provide what is requested */
export function checkEnrich(options: {
  readonly source: AnySource | undefined;
  readonly enrich: boolean;
}): void {
  const { source, enrich } = options;
  if (!enrich || source?.enrich !== undefined) return;
  throw invalid([
    {
      path: 'enrich',
      message: `The source "${source?.name ?? 'of this connection'}" cannot fetch full documents: omit this field or set it to false.`,
    },
  ]);
}

function isObject(value: unknown): value is PollChanges {
  return typeof value === 'object' && value !== null;
}
