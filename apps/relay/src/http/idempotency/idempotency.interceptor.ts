import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { MoreThan } from 'typeorm';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import { responsePlace, IdempotencyEntity } from '../../database/entities/idempotency.entity.ts';
import { purgeResponses, rememberedForMs } from '../../database/tables/idempotency.ts';
import { Vault } from '../../database/vault/vault.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { notIdempotentMetadata } from './not-idempotent.ts';
import { preparesFirstMetadata } from './prepares-first.ts';
import type { Effect } from './prepares-first.ts';
import { ProblemError } from '../../shared/problems/problem.ts';
import { isSafeMethod } from '../safe-methods.ts';

/** A key and the request it came with, both as fingerprints. */
interface KeyedCall {
  readonly key: string;
  readonly fingerprint: string;
}

interface Outcome {
  readonly status: number;
  /** JSON; empty for a response without a body. */
  readonly body: string;
  readonly replayed: boolean;
}

/**
 * Lets callers repeat an unsafe request without a second effect
 * (draft-ietf-httpapi-idempotency-key).
 *
 * The effect and the remembered response are one transaction, so a crash keeps both or neither;
 * what a route that `PreparesFirst` reads beforehand is outside of it. Of two concurrent requests
 * with the same key, transactions queue, and the second finds the response of the first. A request
 * that ends in a problem has no effect and is not remembered.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const header = request.headers['idempotency-key'];
    const run = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    const prepare = this.#is(preparesFirstMetadata, context)
      ? async () => (await run()) as Effect<unknown>
      : undefined;
    if (
      header === undefined ||
      request.apiKey === undefined ||
      isSafeMethod(request.method) ||
      this.#is(notIdempotentMetadata, context)
    ) {
      return prepare === undefined ? next.handle() : from(prepare().then((effect) => effect()));
    }
    const key = this.vault.fingerprint(
      `idempotency\n${request.apiKey.id}\n${readIdempotencyKey(header)}`,
    );
    const fingerprint = this.vault.fingerprint(
      `${request.method} ${request.url}\n${request.rawBody?.toString('base64') ?? ''}`,
    );
    const reply = http.getResponse<FastifyReply>();
    return from(this.#once({ call: { key, fingerprint }, reply, run, prepare }));
  }

  #is(metadata: string, context: ExecutionContext): boolean {
    return this.reflector.get<boolean | undefined>(metadata, context.getHandler()) === true;
  }

  async #once(options: {
    readonly call: KeyedCall;
    readonly reply: FastifyReply;
    readonly run: Effect<unknown>;
    readonly prepare: (() => Promise<Effect<unknown>>) | undefined;
  }): Promise<unknown> {
    const { call, reply, run, prepare } = options;
    // A repeated request is not prepared again.
    const known = prepare && (await this.database.read((tx) => this.#known(tx, call)));
    const effect = known === undefined && prepare ? await prepare() : run;
    const outcome = known ?? (await this.#inOneTransaction({ call, reply, effect }));
    if (outcome.replayed) reply.code(outcome.status).header('idempotency-replayed', 'true');
    return outcome.body === '' ? undefined : JSON.parse(outcome.body);
  }

  #inOneTransaction(options: {
    readonly call: KeyedCall;
    readonly reply: FastifyReply;
    readonly effect: Effect<unknown>;
  }): Promise<Outcome> {
    const { call, reply, effect } = options;
    return this.database.write(async (transaction): Promise<Outcome> => {
      const now = this.clock.now();
      await purgeResponses(transaction, { now });
      const known = await this.#known(transaction, call);
      if (known !== undefined) return known;
      const answer = await effect();
      const body = answer === undefined ? '' : JSON.stringify(answer);
      const status = reply.statusCode;
      await transaction.entities.insert(IdempotencyEntity, {
        key: call.key,
        request: call.fingerprint,
        status,
        response: this.vault.seal(body, responsePlace(call.key)),
        createdAt: now,
      });
      return { status, body, replayed: false };
    });
  }

  /** @throws {ProblemError} 422 if the key was used for another request */
  async #known(tx: Transaction, { key, fingerprint }: KeyedCall): Promise<Outcome | undefined> {
    const known = await tx.entities.findOneBy(IdempotencyEntity, {
      key,
      createdAt: MoreThan(this.clock.now() - rememberedForMs),
    });
    if (known === null) return undefined;
    if (known.request !== fingerprint) throw keyReused();
    const body = this.vault.open(known.response, responsePlace(key));
    return { status: known.status, body, replayed: true };
  }
}

function keyReused(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'idempotency_key_reused',
    detail:
      'This Idempotency-Key was already used with another method, path or body. Use a new key for each new request.',
  });
}
