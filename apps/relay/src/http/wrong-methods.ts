import type { FastifyInstance, FastifyRequest } from 'fastify';
import findMyWay from 'find-my-way';
import type { HTTPMethod } from 'find-my-way';

import { ProblemError } from '../shared/problems/problem.ts';
import { maxPathPartLength } from './limits.ts';

/** The methods that a path answers. The server's own router finds a path with its method only. */
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

  /** @returns as in `Allow`: `GET, HEAD`; empty when nothing is at this path */
  allow(path: string): string {
    const answered = [...this.#methods].filter(
      // Refused wherever it is.
      (method) => method !== 'TRACE' && this.#router.find(method, path) !== null,
    );
    return answered.toSorted().join(', ');
  }
}

/**
 * Tells a wrong method from a wrong path: 405, with the methods in `Allow`. OPTIONS stays 404: it
 * asks what is here, and there is nothing to tell about other origins.
 *
 * To be called once all other hooks are set that answer what no route does.
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
