import { STATUS_CODES } from 'node:http';

import * as v from 'valibot';

/** A problem with one field of a request. */
export interface FieldProblem {
  /** A path such as `retryDelaysMs.0`; empty for the whole body. */
  readonly field: string;
  readonly message: string;
}

/** A problem document (RFC 9457). */
export interface ProblemDocument {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  /** Operation of the vendor's API, e.g. `invoice/new`. */
  readonly operation?: string;
}

/** A request that is answered with a problem document. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly operation: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: {
    readonly status: number;
    /** Human-readable: what to fix. */
    readonly detail: string;
    readonly errors?: readonly FieldProblem[];
    readonly operation?: string | undefined;
    readonly headers?: Readonly<Record<string, string>>;
  }) {
    super(options.detail);
    this.name = 'Problem';
    this.status = options.status;
    this.errors = options.errors ?? [];
    this.operation = options.operation;
    this.headers = options.headers ?? {};
  }
}

export function problemDocument(options: {
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly operation?: string | undefined;
}): ProblemDocument {
  const { status, detail, errors = [], operation } = options;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(operation !== undefined && { operation }),
    ...(errors.length > 0 && { errors }),
  };
}

/**
 * Validates request data.
 *
 * @param options.where what is validated, for the message: `body` or `query`
 * @throws {Problem} 400, naming every invalid field
 */
export function parse<Schema extends v.GenericSchema>(options: {
  readonly schema: Schema;
  readonly input: unknown;
  readonly where: 'body' | 'query' | 'path';
}): v.InferOutput<Schema> {
  const result = v.safeParse(options.schema, options.input);
  if (result.success) return result.output;
  const errors = result.issues.map((issue) => ({
    field: v.getDotPath(issue) ?? '',
    message: messageOf(issue),
  }));
  const said = errors.map(({ field, message }) => (field === '' ? message : `${field} ${message}`));
  throw new Problem({
    status: 400,
    detail: `The ${options.where} cannot be used: ${said.map((one) => one.replace(/\.$/, '')).join('; ')}.`,
    errors,
  });
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  const isObject = issue.type === 'strict_object' || issue.type === 'loose_object';
  if (issue.kind === 'schema' && isObject) {
    if (issue.expected === 'never') return 'is not known here';
    if (issue.received === 'undefined' && issue.path !== undefined) return 'is missing';
    if (issue.path === undefined) return 'a JSON object is needed';
  }
  return issue.message;
}
