import type { JsonObject, JsonValue } from '../models/index.ts';
import { createScanner } from 'jsonc-parser';

import { exactNumber } from './exact-number.ts';
import { Token } from './token.ts';

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
 * The value that a text of valid JSON stands for.
 *
 * Goes as deep as the text is nested: only for text that is known to be nested no deeper than
 * `depthLimit`, as `readRawMembers` and `isTooDeep` know.
 *
 * @param options.number what to make of a number's text; {@link exactNumber} unless told
 */
export function jsonValue(
  source: string,
  options: { readonly number?: (source: string) => JsonValue } = {},
): JsonValue {
  const { number = exactNumber } = options;
  const scanner = createScanner(source, true);

  function value(token: number): JsonValue {
    switch (token) {
      case Token.OpenBrace:
        return object();
      case Token.OpenBracket:
        return array();
      case Token.String:
        return scanner.getTokenValue();
      case Token.Number:
        return number(scanner.getTokenValue());
      case Token.True:
        return true;
      case Token.False:
        return false;
      default:
        return null;
    }
  }

  function object(): JsonObject {
    const members: Record<string, JsonValue> = {};
    for (let token: number = scanner.scan(); token !== Token.CloseBrace; token = scanner.scan()) {
      if (token === Token.Comma) continue;
      const name = scanner.getTokenValue();
      scanner.scan();
      setMember(members, name, value(scanner.scan()));
    }
    return members;
  }

  function array(): readonly JsonValue[] {
    const items: JsonValue[] = [];
    for (let token: number = scanner.scan(); token !== Token.CloseBracket; token = scanner.scan()) {
      if (token !== Token.Comma) items.push(value(token));
    }
    return items;
  }

  return value(scanner.scan());
}
