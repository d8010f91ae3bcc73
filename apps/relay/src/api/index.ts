export { ApiAnswer, ApiProblems } from './answers.ts';
export { NotIdempotent } from './not-idempotent.ts';
export { decodeCursor, encodeCursor, listQuerySchema, pageSchema, toPage } from './paging.ts';
export type { CursorParts, ListQuery, Page } from './paging.ts';
export { conflict, invalid, notFound, ProblemError } from './problem.ts';
export type { FieldError, ProblemOptions } from './problem.ts';
export { CurrentKey, Public, RequireScope } from './scope.ts';
export type { CallerKey } from './scope.ts';
