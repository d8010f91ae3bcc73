import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import type { Scope } from '../../database/entities/api-key.entity.ts';
import { ApiProblems } from '../openapi/problem-responses.ts';
import { sessionCookie } from './session-cookie.ts';
import type { Session } from './sessions.ts';

/** The API key that authenticated a request. */
export interface CallerKey {
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** The session, if a browser sent its cookie instead of the key. */
  readonly session?: Session;
}

/** Allows everything. */
export function isAdmin(key: CallerKey): boolean {
  return key.scopes.includes('admin');
}

/**
 * Whether a key is for reading alone. It sees no links that open a document without signing in, and
 * no URLs of subscribers, to which anyone can send who knows them: what any other key can subscribe
 * to, or set.
 */
export function canOnlyRead(key: CallerKey): boolean {
  return key.scopes.every((scope) => scope === 'read');
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard once the key is known. */
    apiKey?: CallerKey;
  }
}

/** What a route requires of its caller: a scope, nothing, or to be signing in. */
export const accessMetadata = 'invoice-relay:access';
export type Access = Scope | 'public' | 'sign_in';

type AnyDecorator = MethodDecorator & ClassDecorator;

/**
 * Admits only keys with this scope. `admin` includes `subscribe`, which includes `read`. A route
 * with neither this nor `Public` admits nobody.
 */
export function RequireScope(scope: Scope): AnyDecorator {
  return applyDecorators(
    SetMetadata(accessMetadata, scope satisfies Access),
    ApiBearerAuth(),
    ApiCookieAuth(sessionCookie),
    ApiProblems({ 403: `The API key lacks the scope \`${scope}\`.` }),
  ) as AnyDecorator;
}

/** Admits everyone, without a key. */
export function Public(): AnyDecorator {
  return SetMetadata(accessMetadata, 'public' satisfies Access) as AnyDecorator;
}

/** Admits everyone who wants to sign in, unless they come from another site or try too often. */
export function SignInRoute(): AnyDecorator {
  return SetMetadata(accessMetadata, 'sign_in' satisfies Access) as AnyDecorator;
}

/** The key of this request: `list(@CurrentKey() key: CallerKey)`. */
export const CurrentKey = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { apiKey } = context.switchToHttp().getRequest<FastifyRequest>();
  if (apiKey === undefined) throw new Error('CurrentKey is for routes with RequireScope.');
  return apiKey;
});
