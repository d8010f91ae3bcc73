import type { JsonValue } from '@invoice-relay/core/events';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { ResponseKind, Operation } from '../../api/operation.ts';
import { isArray, isObject, parseJson } from '@invoice-relay/core/json';
import type { VendorErrors } from '../http/vendor-errors.ts';
import { nameEnums, nameOf } from './name-enums.ts';
import type { Numbers } from '@invoice-relay/core/json';

/**
 * Reads a successful response of an operation: checks that it is of the expected kind, and replaces
 * enum values by their names. Undescribed members are kept.
 *
 * @returns undefined for an operation without a response body
 * @throws {VendorError} `vendor_refused` for a response that says `IsFaulted`, `vendor_not_found`
 * for `null` instead of one item, `vendor_answer_invalid`
 */
export function readResponse(options: {
  readonly operation: Operation;
  readonly response: TransportResponse;
  readonly numbers: Numbers;
  readonly errors: VendorErrors;
}): JsonValue | undefined {
  const { operation, response, numbers, errors } = options;
  const { kind } = operation;
  const { schema } = operation.response;
  const { status } = response;
  const parsed = parseJson(response.body, numbers);

  if (parsed.kind === 'empty' && kind === 'nothing') return undefined;
  if (parsed.kind === 'text' && kind === 'status') {
    // The guide shows this response as a bare word.
    const names = enumOf(operation);
    const name = nameOf(parsed.text, names);
    if (names.includes(String(name))) return name;
  }
  if (parsed.kind !== 'json') throw errors.unreadable({ status, found: parsed.kind });

  const { value } = parsed;
  if (isFaulted(value)) throw errors.faulted({ status, body: value });
  if (kind === 'nothing' || schema === null) return undefined;
  if (value === null && (kind === 'item' || kind === 'link')) throw errors.absent({ status });

  const wanted = shapes[kind];
  if (!wanted.fits(value)) throw errors.misshapen({ status, wanted: wanted.name });
  const named = nameEnums(value, schema);
  // An id in quotes is the same id.
  return kind === 'id' && numbers === 'numbers' ? Number(named) : named;
}

interface Shape {
  readonly name: string;
  readonly fits: (value: JsonValue) => boolean;
}

const pageMembers = ['TotalCount', 'Count', 'IsFaulted'] as const;

const object: Shape = { name: 'an object', fits: isObject };

const shapes: Readonly<Record<Exclude<ResponseKind, 'nothing'>, Shape>> = {
  page: {
    name: 'an object with a list under "Result"',
    // An empty page may have `null` instead of the list, as .NET writes what is not set, or no list
    // if its serializer omits nulls: then its counts identify it as a page.
    fits: (value) => {
      if (!isObject(value)) return false;
      const { Result } = value;
      if (Result === undefined) return pageMembers.some((member) => member in value);
      return Result === null || isArray(Result);
    },
  },
  list: { name: 'a list', fits: isArray },
  item: object,
  link: {
    name: 'an object with a text under "Link"',
    fits: (value) => isObject(value) && typeof value['Link'] === 'string',
  },
  id: {
    name: 'an id',
    fits: (value) =>
      (typeof value === 'number' || typeof value === 'string') && /^\d{1,15}$/.test(String(value)),
  },
  flag: { name: 'true or false', fits: (value) => typeof value === 'boolean' },
  status: {
    name: 'a status',
    fits: (value) => typeof value === 'string' || typeof value === 'number',
  },
};

/** Some JSON serializers put `true` in quotes. */
function isFaulted(value: JsonValue): boolean {
  return isObject(value) && /^true$/i.test(String(value['IsFaulted']));
}

function enumOf({ response: { schema } }: Operation): readonly string[] {
  return typeof schema === 'object' && schema?.enum ? schema.enum : [];
}
