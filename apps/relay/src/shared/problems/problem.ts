import { STATUS_CODES } from 'node:http';

import { InvoiceRelayError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import { joinProblems } from './join-problems.ts';

/** An invalid field of a request. */
export interface FieldError {
  /** Its path: `verification.scheme.parts.0`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A problem document, as defined by RFC 9457 and shown in `/openapi.json`. */
export const problemSchema = v.strictObject({
  type: v.pipe(
    v.string(),
    v.description('`about:blank`: the status and `code` identify the problem.'),
  ),
  title: v.pipe(
    v.string(),
    v.description('The reason phrase of the status, as RFC 9457 requires with `about:blank`.'),
  ),
  status: v.pipe(v.number(), v.integer(), v.description('The HTTP status.')),
  detail: v.pipe(
    v.string(),
    v.description('What went wrong in this case and how to fix it, in plain English.'),
  ),
  code: v.pipe(v.string(), v.description('The kind of problem, for programs. Stable.')),
  errors: v.pipe(
    v.optional(v.array(v.strictObject({ path: v.string(), message: v.string() }))),
    v.description('Every invalid field.'),
  ),
});
export type Problem = v.InferOutput<typeof problemSchema>;

export interface ProblemOptions {
  readonly status: number;
  /** Stable, in snake case; programs branch on it. */
  readonly code: string;
  /** What went wrong and how to fix it. Contains no secret: it is sent to the caller as it is. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Response headers, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A response that is a problem document (RFC 9457). Thrown wherever a request cannot continue. */
export class ProblemError extends InvoiceRelayError {
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: ProblemOptions) {
    super(options.detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }

  /**
   * The reason phrase of the status, as RFC 9457 (4.2.1) requires with `about:blank`: `code`
   * identifies the problem.
   */
  get title(): string {
    return STATUS_CODES[this.status] ?? 'Refused';
  }
}

/** 404: `notFound('connection', id)`. */
export function notFound(kind: string, id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: `${kind.toLowerCase().replaceAll(' ', '_')}_not_found`,
    detail: `There is no ${kind} with the id ${JSON.stringify(id)}.`,
  });
}

/** 409: the request is valid, but not in the current state. */
export function conflict(code: string, detail: string): ProblemError {
  return new ProblemError({ status: 409, code, detail });
}

/** 400: every invalid field. */
export function invalid(errors: readonly FieldError[]): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'validation_failed',
    detail: joinProblems(
      errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
    ),
    errors,
  });
}

/** What is wrong according to a check that throws `invalid`. */
export function fieldErrorsOf(check: () => unknown): readonly FieldError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.errors ?? [];
    throw error;
  }
}

/** 429: `retryAfterSeconds` says when to try again. */
export function tooManyRequests(options: {
  readonly retryAfterSeconds: number;
  readonly detail: string;
}): ProblemError {
  return new ProblemError({
    status: 429,
    code: 'too_many_requests',
    detail: options.detail,
    headers: { 'retry-after': String(Math.max(1, options.retryAfterSeconds)) },
  });
}

/** The document that represents a problem in a response. */
export function problemDocument(problem: ProblemError): Problem {
  return {
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
  };
}
