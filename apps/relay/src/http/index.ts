export { ApiProblems } from './openapi/problem-responses.ts';
export { AlsoCheck } from './body/also-check.ts';
export type { MoreChecks } from './body/also-check.ts';
export { textList } from './body/text-list.ts';
export { momentOrDay, momentText } from './body/moment.ts';
export { ApiModule } from './api.module.ts';
export { createHttpApp } from './http-app.ts';
export type { Limits } from './limits.ts';
export { NotIdempotent } from './idempotency/not-idempotent.ts';
export { PreparesFirst } from './idempotency/prepares-first.ts';
export type { Effect } from './idempotency/prepares-first.ts';
export { RequestWindows } from './request-windows.ts';
export { named } from './openapi/openapi-schema.ts';
export {
  cursorMessage,
  cursors,
  decodeCursor,
  fitting,
  isCursorOf,
  listQuery,
  maxPageBytes,
  pageSchema,
  toPage,
} from './paging/paging.ts';
export type { ListQuery, Page } from './paging/paging.ts';
export {
  conflict,
  fieldErrorsOf,
  invalid,
  notFound,
  ProblemError,
} from '../shared/problems/problem.ts';
export type { FieldError } from '../shared/problems/problem.ts';
export { bytesFor, eventFor, textFor } from './authorization/links.ts';
export {
  canOnlyRead,
  CurrentKey,
  isAdmin,
  Public,
  RequireScope,
  SignInRoute,
} from './authorization/scope.ts';
export type { CallerKey } from './authorization/scope.ts';
export { sessionTokenOf, setSessionCookie } from './authorization/session-cookie.ts';
export { Sessions } from './authorization/sessions.ts';
export type { Session, SignIn } from './authorization/sessions.ts';
