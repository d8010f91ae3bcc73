import type { FastifyInstance, FastifyRequest } from 'fastify';
import findMyWay from 'find-my-way';
import type { HTTPMethod } from 'find-my-way';

import { ProblemError } from '../shared/problems/problem.ts';
import { maxPathPartLength } from './limits.ts';

/**
 * The methods that a path supports. The server's own router looks up a path only with its method.
 */
export class KnownPaths {
  readonly #router = findMyWay({ maxParamLength: maxPathPartLength });
  readonly #methods = new Set<HTTPMethod>();

  /** @param server before it has any route */
  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat() as HTTPMethod[]) {
        this.#methods.add(one);
        this.#router.on(one, url, () => {});
      }
    });
  }

  /** @returns as in `Allow`: `GET, HEAD`; empty if nothing is at this path */
  allow(path: string): string {
    const answered = [...this.#methods].filter(
      // Rejected everywhere.
      (method) => method !== 'TRACE' && this.#router.find(method, path) !== null,
    );
    return answered.toSorted().join(', ');
  }
}

/**
 * Distinguishes a wrong method from a wrong path: 405, with the methods in `Allow`. OPTIONS stays
 * 404, as it is only used for CORS, which the relay does not offer.
 *
 * Call this after setting all other hooks that answer for unknown routes.
 */
export function refuseWrongMethods(server: FastifyInstance, paths: KnownPaths): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(request.is404 && request.method !== 'OPTIONS' ? problemOf(request, paths) : undefined);
  });
}

function problemOf({ method, url }: FastifyRequest, paths: KnownPaths): ProblemError | undefined {
  const [path = ''] = url.split('?');
  const allow = paths.allow(path);
  return allow === '' ? undefined : methodNotAllowed(method, allow);
}

function methodNotAllowed(method: string, allow: string): ProblemError {
  return new ProblemError({
    status: 405,
    code: 'method_not_allowed',
    detail: `${method} is not supported at this path, which supports ${allow}. GET /docs lists all endpoints.`,
    headers: { allow },
  });
}
