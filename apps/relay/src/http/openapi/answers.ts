import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { GenericSchema } from 'valibot';

export const problemContentType = 'application/problem+json';

/** Where the OpenAPI document keeps the schema of problem documents. */
export const problemSchemaName = 'Problem';

type AnyDecorator = MethodDecorator & ClassDecorator;

/** Documents a response in `/openapi.json`. */
export function ApiAnswer(options: {
  readonly status: number;
  readonly description: string;
  /** Omitted if the response has no body. */
  readonly schema?: GenericSchema;
  readonly example?: unknown;
}): AnyDecorator {
  const { status, description, schema, example } = options;
  return ApiResponse({
    status,
    description,
    ...(schema === undefined ? {} : { standardSchema: schema }),
    ...(example === undefined ? {} : { example }),
  });
}

/** A response that is a problem document. */
export function describeProblem(description: string) {
  return {
    description,
    content: {
      [problemContentType]: {
        schema: { $ref: `#/components/schemas/${problemSchemaName}` },
      },
    },
  } satisfies ApiResponseOptions;
}

/**
 * Documents the problems that a request can end in: `ApiProblems({ 404: 'No connection has this
 * id.' })`. Those common to all authenticated requests are added automatically.
 */
export function ApiProblems(problems: Readonly<Record<number, string>>): AnyDecorator {
  const decorators = Object.entries(problems).map(([status, description]) =>
    ApiResponse({ status: Number(status), ...describeProblem(description) }),
  );
  return applyDecorators(...decorators) as AnyDecorator;
}
