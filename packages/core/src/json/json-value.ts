import type { JsonObject, JsonValue } from '../models/index.ts';

import { exactNumber } from './exact-number.ts';
import { decodeJsonString, readJsonTree } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';

/**
 * Names that never get into an event: they reach an object's prototype when a reader copies members
 * carelessly, and careful readers (including Fastify's) reject a whole body because of them. The
 * raw activity keeps them.
 */
const unsafeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Adds a member, unless its name is unsafe in an event. */
export function setMember(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (!unsafeNames.has(name)) object[name] = value;
}

/**
 * The value of a JSON text. Control characters in strings represent themselves, and the last of
 * duplicate names counts.
 *
 * @param options.number how to convert the text of a number; {@link exactNumber} by default
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
