import { applyDecorators, Inject, Injectable, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError } from 'rxjs';
import type { Observable } from 'rxjs';

import { invalid, ProblemError } from '../../shared/problems/problem.ts';
import type { FieldError } from '../../shared/problems/problem.ts';

/** Checks that a schema alone cannot make on a body or a query. */
export interface MoreChecks {
  /**
   * @param options.body as it was sent: its schema may have rejected it
   * @param options.params of the path
   * @returns what is wrong with the fields that can be checked at all
   */
  fieldErrors(options: {
    readonly body: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly params: Readonly<Record<string, string>>;
  }): Promise<readonly FieldError[]>;
}

/**
 * Reports everything that is wrong with a request in one response: what the schema rejects, and
 * what only the database, the configuration or a source can tell. Nobody should have to fix one
 * field to hear about the next.
 */
export function AlsoCheck(Checks: Type<MoreChecks>): MethodDecorator {
  @Injectable()
  class AlsoCheckInterceptor implements NestInterceptor {
    constructor(@Inject(Checks) private readonly checks: MoreChecks) {}

    intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      return next.handle().pipe(catchError((error: unknown) => this.#complete(error, request)));
    }

    async #complete(error: unknown, request: FastifyRequest): Promise<never> {
      const { body, query, params } = request;
      if (!(error instanceof ProblemError) || error.errors === undefined) throw error;
      const more = await this.checks.fieldErrors({
        body: isObject(body) ? body : {},
        query: isObject(query) ? query : {},
        params: params as Readonly<Record<string, string>>,
      });
      const known = new Set(error.errors.map(({ path }) => path));
      throw invalid([...error.errors, ...more.filter(({ path }) => !known.has(path))]);
    }
  }
  return applyDecorators(UseInterceptors(AlsoCheckInterceptor));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
