import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';

export const problemContentType = 'application/problem+json';

/** Where the OpenAPI document keeps the schema of problem documents. */
export const problemSchemaName = 'Problem';

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
export function ApiProblems(problems: Readonly<Record<number, string>>) {
  const decorators = Object.entries(problems).map(([status, description]) =>
    ApiResponse({ status: Number(status), ...describeProblem(description) }),
  );
  return applyDecorators(...decorators);
}
