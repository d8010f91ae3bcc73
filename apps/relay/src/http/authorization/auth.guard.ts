import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { Database } from '../../database/database.ts';
import { ApiKeyEntity, scopes } from '../../database/entities/api-key.entity.ts';
import type { Scope } from '../../database/entities/api-key.entity.ts';
import { Vault } from '../../database/vault/vault.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { CONFIG } from '../../shared/tokens.ts';
import { ProblemError } from '../../shared/problems/problem.ts';
import { RateLimits } from '../rate-limits.ts';
import { accessMetadata } from './scope.ts';
import type { Access, CallerKey } from './scope.ts';
import { refuseCrossSite } from './same-origin.ts';
import { sessionTokenOf } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

const bearer = /^Bearer +(\S.*)$/i;

/** Keys are never longer; anything longer need not be hashed. */
const maxKeyLength = 1_024;

/**
 * Admits callers that have a key with the scope the route requires (RFC 6750), or are signed in
 * with one. A request with `Authorization` is judged by that header alone, whatever cookie it
 * carries.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #ownOrigin: string | undefined;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CONFIG) { publicUrl }: Pick<RelayConfig, 'publicUrl'>,
  ) {
    this.#ownOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  }

  /** @throws {ProblemError} 401, 403 or 429 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessMetadata, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const ownOrigin = this.#ownOrigin;
    if (access === 'sign_in') {
      refuseCrossSite({ request, ownOrigin, mustSay: false });
      const tooMany = await this.limits.signIn(request);
      if (tooMany !== undefined) throw tooMany;
      return true;
    }
    const key = await this.#keyOf(request);
    if (key instanceof ProblemError) throw (await this.limits.refusedCall(request)) ?? key;
    if (key.session !== undefined) refuseCrossSite({ request, ownOrigin, mustSay: true });
    request.apiKey = key;
    const tooMany = await this.limits.callOfKey(request);
    if (tooMany !== undefined) throw tooMany;
    if (access === undefined || !includesScope(key.scopes, access)) throw missingScope(access);
    return true;
  }

  async #keyOf(request: FastifyRequest): Promise<CallerKey | ProblemError> {
    const header = request.headers.authorization;
    if (header === undefined) return this.#signedIn(request);
    const secret = bearer.exec(header)?.[1]?.trim();
    if (secret === undefined) return missingKey();
    if (secret.length > maxKeyLength) return unknownKey();
    // An index lookup on a keyed hash: its timing reveals nothing about any key.
    const hash = this.vault.fingerprint(secret);
    const found = await this.database.read((transaction) =>
      transaction.entities.findOneBy(ApiKeyEntity, { hash }),
    );
    if (found === null) return unknownKey();
    return { id: found.id, scopes: JSON.parse(found.scopes) as Scope[] };
  }

  async #signedIn(request: FastifyRequest): Promise<CallerKey | ProblemError> {
    const token = sessionTokenOf(request);
    if (token === undefined) return missingKey();
    const session = await this.sessions.use(token);
    if (session === undefined) return sessionEnded();
    return { id: session.keyId, scopes: session.scopes, session };
  }
}

/** `scopes` are listed from least to most powerful: each includes those before it. */
function includesScope(held: readonly Scope[], wanted: Scope): boolean {
  return held.some((scope) => scopes.indexOf(scope) >= scopes.indexOf(wanted));
}

function missingKey(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'api_key_missing',
    detail: 'Send an API key with the request: Authorization: Bearer <key>.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

function unknownKey(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'api_key_unknown',
    detail: 'This API key is unknown or was deleted.',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });
}

function sessionEnded(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'session_ended',
    detail: 'This session has ended. Sign in again.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

function missingScope(scope: Scope | undefined): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'scope_missing',
    detail:
      scope === undefined
        ? 'No API key may call this.'
        : `This call needs an API key with the scope "${scope}".`,
    ...(scope === undefined
      ? {}
      : { headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` } }),
  });
}
