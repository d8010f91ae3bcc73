import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import { type FieldProblem, Problem } from '../http/problem.ts';
import type { Operation } from './description.ts';
import { withNames } from './enums.ts';
import { type JsonSchema, strictDefinitions, strictSchema } from './strict-schemas.ts';

/** The validated content of a request. Enums are names. */
export interface Given {
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface Checks {
  readonly query: ValidateFunction;
  readonly body: ValidateFunction | undefined;
  readonly answer: ValidateFunction | undefined;
}

const common = { allErrors: true, strict: false, verbose: true };
const bodies = new Ajv(common);
// Query values are text, so "7" is a number only there.
const queries = new Ajv({ ...common, coerceTypes: true });
addFormats(bodies);
addFormats(queries);
bodies.addSchema(strictDefinitions('request'));
bodies.addSchema(strictDefinitions('answer'));

/** Validates every request and response against the vendor's description. */
export class Validation {
  // Compiled on an operation's first call: compiling all of them would add half a second to
  // startup.
  readonly #checks = new Map<string, Checks>();

  /** @throws {Problem} 400, naming the operation and every invalid field */
  request(options: {
    readonly operation: Operation;
    readonly query: unknown;
    readonly body: unknown;
  }): Given {
    const { operation, body } = options;
    const query = { ...(options.query as Record<string, unknown>) };
    const checks = this.#of(operation);
    const errors = [...problemsOf({ check: checks.query, value: query, where: 'query' })];
    if (checks.body === undefined && body !== undefined) {
      errors.push({ field: 'body', message: 'is not taken by this operation' });
    } else if (checks.body !== undefined && body === undefined) {
      errors.push({ field: 'body', message: 'is missing' });
    } else if (checks.body !== undefined) {
      errors.push(...problemsOf({ check: checks.body, value: body, where: 'body' }));
    }
    if (errors.length > 0) throw badRequest({ operation, errors });
    const named =
      operation.body === undefined ? body : withNames({ schema: operation.body, value: body });
    return { query, body: named };
  }

  /**
   * Returns the violations of the description in a response. Any violation is a bug in the sandbox.
   */
  answer(options: { readonly operation: Operation; readonly value: unknown }): FieldProblem[] {
    const check = this.#of(options.operation).answer;
    if (check !== undefined) {
      return problemsOf({ check, value: options.value, where: 'answer' });
    }
    return options.value === undefined ? [] : [{ field: 'answer', message: 'is to be empty' }];
  }

  #of({ id, query, body, answer }: Operation): Checks {
    const made = this.#checks.get(id);
    if (made !== undefined) return made;
    const checks = {
      query: queries.compile(querySchema(query)),
      body: body && bodies.compile(strictSchema({ schema: body, use: 'request' })),
      answer: answer && bodies.compile(strictSchema({ schema: answer, use: 'answer' })),
    };
    this.#checks.set(id, checks);
    return checks;
  }
}

/** A request that violates the description or references entries that don't exist. */
export function badRequest(options: {
  readonly operation: Operation;
  readonly errors: readonly FieldProblem[];
}): Problem {
  const said = options.errors.map(({ field, message }) => `${field} ${message}`);
  return new Problem({
    status: 400,
    detail: `${options.operation.id}: ${said.join('; ')}.`,
    errors: options.errors,
    operation: options.operation.id,
  });
}

function querySchema(parameters: Operation['query']): JsonSchema {
  const properties = parameters.map(({ name, schema }) => [
    name,
    strictSchema({ schema, use: 'query' }),
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as JsonSchema,
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function problemsOf(options: {
  readonly check: ValidateFunction;
  readonly value: unknown;
  readonly where: 'query' | 'body' | 'answer';
}): FieldProblem[] {
  if (options.check(options.value)) return [];
  const found = (options.check.errors ?? []).map((error) => fieldProblem({ ...options, error }));
  // A value that isn't a number isn't an int32 either; one error per field is enough.
  return found.filter(
    (one, index) => found.findIndex(({ field }) => field === one.field) === index,
  );
}

function fieldProblem(options: {
  readonly error: ErrorObject;
  readonly where: 'query' | 'body' | 'answer';
}): FieldProblem {
  const { error, where } = options;
  const params = error.params as Readonly<Record<string, unknown>>;
  const inside = error.instancePath.split('/').slice(1).map(unescapePointer);
  const member = params['additionalProperty'] ?? params['missingProperty'];
  const path = typeof member === 'string' ? [...inside, member] : inside;
  // Query members are reported by name, body members by path.
  const field = where === 'query' ? path.join('.') || where : [where, ...path].join('.');
  return { field, message: messageOf({ error, params }) };
}

/** Messages for the formats of the description. */
const formats: Readonly<Record<string, string>> = {
  int32: 'a whole number of at most 32 bits',
  int64: 'a whole number of at most 64 bits',
  double: 'a number',
  'date-time': 'a date-time with its zone, such as 2026-11-20T10:00:00Z',
};

function messageOf(options: {
  readonly error: ErrorObject;
  readonly params: Readonly<Record<string, unknown>>;
}): string {
  const { error, params } = options;
  switch (error.keyword) {
    case 'additionalProperties':
      return 'is not in the description';
    case 'required':
      return 'is missing';
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).filter(
        (value) => typeof value === 'string' && !/^\d+$/.test(value),
      );
      return `must be one of ${allowed.join(', ')}, or a number from 0 to ${allowed.length - 1}`;
    }
    case 'type':
      return error.data === null
        ? `must be ${String(params['type'])}: leave it out instead of sending null`
        : `must be ${String(params['type'])}, not ${kindOf(error.data)}`;
    case 'format':
      return `must be ${formats[String(params['format'])] ?? String(params['format'])}`;
    default:
      return error.message ?? 'does not fit';
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && !Number.isInteger(value) ? `${value}` : typeof value;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
