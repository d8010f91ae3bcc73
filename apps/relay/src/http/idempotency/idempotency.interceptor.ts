import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { LessThanOrEqual } from 'typeorm';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { answerPlace, IdempotencyEntity } from '../../database/entities/idempotency.entity.ts';
import { Vault } from '../../database/vault/vault.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { notIdempotentMetadata } from './not-idempotent.ts';
import { ProblemError } from '../../shared/problems/problem.ts';

/** How long an answer is remembered. Milliseconds. */
const rememberedFor = 24 * 60 * 60 * 1000;

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Outcome {
  readonly status: number;
  /** JSON; empty for an answer without a body. */
  readonly body: string;
  readonly replayed: boolean;
}

/**
 * Lets a caller repeat an unsafe call without a second effect (draft-ietf-httpapi-idempotency-key).
 *
 * The effect and the remembered answer are one transaction, so a crash keeps both or neither. Two
 * calls with the same key at once: transactions queue, and the second finds the answer of the
 * first. A call that ends in a problem has no effect, and is not remembered.
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
    if (
      header === undefined ||
      request.apiKey === undefined ||
      safeMethods.has(request.method) ||
      this.reflector.get<boolean | undefined>(notIdempotentMetadata, context.getHandler()) === true
    ) {
      return next.handle();
    }
    const key = this.vault.fingerprint(
      `idempotency\n${request.apiKey.id}\n${readIdempotencyKey(header)}`,
    );
    return from(this.#once({ key, request, reply: http.getResponse<FastifyReply>(), next }));
  }

  async #once(options: {
    readonly key: string;
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly next: CallHandler;
  }): Promise<unknown> {
    const { key, request, reply, next } = options;
    const fingerprint = this.vault.fingerprint(
      `${request.method} ${request.url}\n${request.rawBody?.toString('base64') ?? ''}`,
    );
    const place = answerPlace(key);
    const outcome = await this.database.write(async (transaction): Promise<Outcome> => {
      const now = this.clock.now();
      await transaction.entities.delete(IdempotencyEntity, {
        createdAt: LessThanOrEqual(now - rememberedFor),
      });
      const known = await transaction.entities.findOneBy(IdempotencyEntity, { key });
      if (known !== null) {
        if (known.request !== fingerprint) throw keyReused();
        const body = this.vault.open(known.response, place);
        return { status: known.status, body, replayed: true };
      }
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const body = answer === undefined ? '' : JSON.stringify(answer);
      const status = reply.statusCode;
      await transaction.entities.insert(IdempotencyEntity, {
        key,
        request: fingerprint,
        status,
        response: this.vault.seal(body, place),
        createdAt: now,
      });
      return { status, body, replayed: false };
    });
    if (outcome.replayed) reply.code(outcome.status).header('idempotency-replayed', 'true');
    return outcome.body === '' ? undefined : JSON.parse(outcome.body);
  }
}

function keyReused(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'idempotency_key_reused',
    title: 'Idempotency key reused',
    detail:
      'This Idempotency-Key came before with another method, path or body. Use a new key for each new call.',
  });
}
