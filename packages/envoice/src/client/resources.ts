import type { JsonValue } from '@invoice-relay/core/events';

import { resourceNames } from '../api/operation.ts';
import type { Operation } from '../api/operation.ts';
import { isArray, isObject } from '@invoice-relay/core/json';
import type { NumberForm } from './response.ts';
import type { Call } from './call.ts';
import { iteratePages } from './iterate.ts';
import type { CallOptions, IterateOptions } from './options.ts';
import type { Numbers } from '@invoice-relay/core/json';
import type { EnvoiceOperations } from './resources.gen.ts';

/**
 * Creates the methods of the client, one for each operation, and an iterator for each paged one.
 * Their types are generated from the same operations, which justifies the assertion at the end.
 */
export function groupByResource<Form extends NumberForm>(options: {
  readonly operations: readonly Operation[];
  readonly call: Call;
  readonly numbers: Numbers;
}): EnvoiceOperations<Form> {
  const { operations, call, numbers } = options;
  const groups = resourceNames.map((resource) => {
    const methods = operations
      .filter((operation) => operation.resource === resource)
      .flatMap((operation) => methodsOf({ operation, call, numbers }));
    return [resource, Object.fromEntries(methods)];
  });
  return Object.fromEntries(groups) as EnvoiceOperations<Form>;
}

function methodsOf(options: {
  readonly operation: Operation;
  readonly call: Call;
  readonly numbers: Numbers;
}): readonly (readonly [name: string, method: unknown])[] {
  const { operation, call, numbers } = options;
  const { name, parameters, body, paged } = operation;
  const load = (input: unknown, signal: AbortSignal | undefined) =>
    call({ operation, input, numbers, signal });
  const ask = async (input: unknown, signal: AbortSignal | undefined) => {
    const response = await load(input, signal);
    return operation.kind === 'page' ? withItems(response) : response;
  };

  const takesInput = parameters.length > 0 || body !== null;
  const method = takesInput
    ? (input: unknown, { signal }: CallOptions = {}) => ask(input, signal)
    : ({ signal }: CallOptions = {}) => ask(undefined, signal);
  if (!paged) return [[name, method]];

  const walk = (iterate: IterateOptions = {}) => {
    const { pageSize: _, onProgress: __, signal, ...filters } = iterate;
    return iteratePages({
      call: `${operation.resource}.${iteratorOf(name)}`,
      load: (page, pageSize) => load({ ...filters, page, pageSize }, signal),
      iterate,
    });
  };
  return [
    [name, method],
    [iteratorOf(name), walk],
  ];
}

/**
 * A page without items becomes one with an empty list: only an iterator has to tell the two apart.
 */
function withItems(response: JsonValue | undefined): JsonValue | undefined {
  return isObject(response) && !isArray(response['Result'])
    ? { ...response, Result: [] }
    : response;
}

/** `list` has the iterator `iterate`, `search` has `iterateSearch`. */
export function iteratorOf(name: string): string {
  return name === 'list' ? 'iterate' : `iterate${name[0]!.toUpperCase()}${name.slice(1)}`;
}
