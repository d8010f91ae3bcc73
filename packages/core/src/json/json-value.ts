import type { JsonObject, JsonValue } from '../models/index.ts';

import { exactNumber } from './exact-number.ts';
import { decodeJsonString, readJsonTree } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';

/**
 * Names that never get into an event: they reach an object's prototype when a reader copies
 * members carelessly, and careful readers (Fastify's among them) refuse a whole body for them.
 * The raw activity keeps them.
 */
const unsafeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Adds a member, unless its name is not safe to have in an event. */
export function setMember(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (!unsafeNames.has(name)) object[name] = value;
}

/**
 * The value that a JSON text stands for. Control characters in strings stand for themselves, and of
 * a name that comes twice the last counts.
 *
 * @param options.number what to make of a number's text; {@link exactNumber} unless told
 * @throws {PayloadError} `payload_not_json`, `payload_too_deep`
 */
export function jsonValue(
  source: string,
  options: { readonly number?: (source: string) => JsonValue } = {},
): JsonValue {
  const { number = exactNumber } = options;

  function value(node: JsonNode): JsonValue {
    switch (node.kind) {
      case 'object':
        return object(node);
      case 'array':
        return node.items.map(value);
      case 'string':
        return decodeJsonString(source.slice(node.start, node.end));
      case 'number':
        return number(source.slice(node.start, node.end));
      case 'literal':
        return JSON.parse(source.slice(node.start, node.end)) as JsonValue;
    }
  }

  function object(node: JsonNode): JsonObject {
    const members: Record<string, JsonValue> = {};
    for (const member of node.members) setMember(members, member.name, value(member.value));
    return members;
  }

  return value(readJsonTree(source, { controls: 'allowed', duplicates: 'allowed' }));
}
