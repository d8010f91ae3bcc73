import { PayloadError } from '../errors/index.ts';
import { createScanner } from 'jsonc-parser';

import { Token } from './token.ts';

/** How deep objects and arrays may be nested. Invoices need a handful of levels. */
export const depthLimit = 64;

/** A member of an object: its value exactly as it is written. */
export interface RawMember {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'literal';
  /** The text of the value, from its first character to its last. */
  readonly source: string;
}

export type RawMembers = ReadonlyMap<string, RawMember>;

const kinds: ReadonlyMap<number, RawMember['kind']> = new Map([
  [Token.OpenBrace, 'object'],
  [Token.OpenBracket, 'array'],
  [Token.String, 'string'],
  [Token.Number, 'number'],
]);

/** An object or array that the walk is inside of; arrays have no names. */
interface Level {
  readonly names: Set<string> | null;
  /** Is the next string of an object a name, and not a value? */
  atName: boolean;
}

/**
 * The members of a JSON object, each with the exact text of its value.
 *
 * `JSON.parse` decides what is JSON. The walk after it sees what `JSON.parse` hides: where a value
 * stands, how deep it goes, and whether a name comes twice, at any depth. It keeps its own stack,
 * so that no nesting can exhaust ours, and takes time in proportion to the text.
 *
 * @throws {PayloadError} `payload_not_json`, `payload_too_deep`, `payload_duplicate_member`, or
 *   `payload_invalid` when the text is JSON, but no object
 */
export function readRawMembers(text: string): RawMembers {
  assertJson(text);
  const members = new Map<string, RawMember>();
  const levels: Level[] = [];
  const scanner = createScanner(text, true);
  let member: { name: string; start: number; kind: RawMember['kind'] } | undefined;
  let name = '';

  for (let token: number = scanner.scan(); token !== Token.End; token = scanner.scan()) {
    const level = levels.at(-1);
    if (level?.names && level.atName && token === Token.String) {
      name = scanner.getTokenValue();
      assertNew(level.names, name);
      level.atName = false;
      continue;
    }
    if (token === Token.Colon) continue;
    if (token === Token.Comma) {
      if (level?.names) level.atName = true;
      continue;
    }

    const closes = token === Token.CloseBrace || token === Token.CloseBracket;
    if (levels.length === 0 && token !== Token.OpenBrace) throw notAnObject();
    if (levels.length === 1 && !closes) {
      member = { name, start: scanner.getTokenOffset(), kind: kinds.get(token) ?? 'literal' };
    }

    if (token === Token.OpenBrace || token === Token.OpenBracket) {
      if (levels.length === depthLimit) throw tooDeep();
      const isObject = token === Token.OpenBrace;
      levels.push({ names: isObject ? new Set() : null, atName: isObject });
      continue;
    }
    if (closes) levels.pop();
    if (levels.length === 1 && member) {
      const source = text.slice(member.start, scanner.getPosition());
      members.set(member.name, { kind: member.kind, source });
    }
  }
  return members;
}

function assertJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which is not ours to put into logs.
    throw new PayloadError('payload_not_json', 'The body is not JSON. Send one JSON object.');
  }
}

function assertNew(names: Set<string>, name: string): void {
  if (names.has(name)) {
    throw new PayloadError(
      'payload_duplicate_member',
      `The member ${JSON.stringify(name.slice(0, 64))} comes twice in one object. Readers disagree ` +
        'on which of the two counts, and so on what was signed: send it once.',
    );
  }
  names.add(name);
}

function tooDeep(): PayloadError {
  return new PayloadError(
    'payload_too_deep',
    `The body nests objects and arrays more than ${depthLimit} levels deep. Send it flatter.`,
  );
}

function notAnObject(): PayloadError {
  return new PayloadError('payload_invalid', 'The body is JSON, but no object. Send one object.');
}
