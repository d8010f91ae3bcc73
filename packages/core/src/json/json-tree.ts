import { PayloadError } from '../errors/index.ts';

/** Maximum nesting depth of objects and arrays. Invoices need a handful of levels. */
export const depthLimit = 64;

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** A value of a JSON text, with its position: `text.slice(start, end)`. */
export interface JsonNode {
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
  /** For an object, in order; otherwise empty. */
  readonly members: readonly JsonMember[];
  /** For an array, in order; otherwise empty. */
  readonly items: readonly JsonNode[];
}

/** A member of an object. The name is decoded; its source text is from `start` to `end`. */
export interface JsonMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: JsonNode;
}

export interface JsonTreeOptions {
  /**
   * Accepts raw control characters in strings, which is not valid JSON. Some .NET writers
   * (SimpleJson) produce them.
   */
  readonly controls?: 'allowed';
  /** Accepts duplicate names in an object. */
  readonly duplicates?: 'allowed';
}

const none: readonly never[] = [];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Parses a JSON text into the positions of its values: one pass that also checks the grammar (RFC
 * 8259), the depth and the names. Accepts exactly what `JSON.parse` accepts, plus what the options
 * allow; a test compares the two.
 *
 * `JSON.parse` hides where a value is, how a number was written and whether a name is duplicated,
 * which matter for signatures and amounts.
 *
 * @throws {PayloadError} `payload_not_json`, `payload_too_deep`, `payload_duplicate_member`
 */
export function readJsonTree(text: string, options: JsonTreeOptions = {}): JsonNode {
  /** Characters below this may not appear raw in a string. */
  const firstPlain = options.controls === 'allowed' ? 0 : 0x20;
  const refusesDuplicates = options.duplicates !== 'allowed';
  let position = 0;
  let depth = 0;
  let problem: PayloadError | undefined;

  function skipSpace(): number {
    let code = text.charCodeAt(position);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      position += 1;
      code = text.charCodeAt(position);
    }
    return code;
  }

  function take(pattern: RegExp): void {
    pattern.lastIndex = position;
    if (!pattern.test(text)) throw notJson();
    position = pattern.lastIndex;
  }

  function takeString(): void {
    position += 1;
    let code = text.charCodeAt(position);
    while (code !== 0x22) {
      if (code === 0x5c) take(escapeSequence);
      // At the end of the text the code is NaN, which is not greater or equal to anything.
      else if (code >= firstPlain) position += 1;
      else throw notJson();
      code = text.charCodeAt(position);
    }
    position += 1;
  }

  function takeValue(): JsonNode {
    const code = skipSpace();
    const start = position;
    if (code === 0x7b) return takeObject(start);
    if (code === 0x5b) return takeArray(start);
    let kind: JsonKind = 'string';
    if (code === 0x22) takeString();
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      kind = 'number';
      take(number);
    } else {
      kind = 'literal';
      take(literal);
    }
    return { kind, start, end: position, members: none, items: none };
  }

  function takeObject(start: number): JsonNode {
    enter();
    const members: JsonMember[] = [];
    const names = refusesDuplicates ? new Set<string>() : undefined;
    if (skipSpace() === 0x7d) position += 1;
    else {
      for (;;) {
        if (skipSpace() !== 0x22) throw notJson();
        const nameStart = position;
        takeString();
        const end = position;
        const name = decodeJsonString(text.slice(nameStart, end));
        if (names?.has(name)) problem ??= twice(name);
        names?.add(name);
        if (skipSpace() !== 0x3a) throw notJson();
        position += 1;
        members.push({ name, start: nameStart, end, value: takeValue() });
        if (endsList(0x7d)) break;
      }
    }
    depth -= 1;
    return { kind: 'object', start, end: position, members, items: none };
  }

  function takeArray(start: number): JsonNode {
    enter();
    const items: JsonNode[] = [];
    if (skipSpace() === 0x5d) position += 1;
    else {
      for (;;) {
        items.push(takeValue());
        if (endsList(0x5d)) break;
      }
    }
    depth -= 1;
    return { kind: 'array', start, end: position, members: none, items };
  }

  /** After a member or an item: the end of the list, or a comma. */
  function endsList(close: number): boolean {
    const code = skipSpace();
    if (code !== close && code !== 0x2c) throw notJson();
    position += 1;
    return code === close;
  }

  function enter(): void {
    position += 1;
    depth += 1;
    if (depth > depthLimit) throw isJson(text) ? tooDeep() : notJson();
  }

  const root = takeValue();
  skipSpace();
  if (position < text.length) throw notJson();
  if (problem) throw problem;
  return root;
}

/** The text that a JSON string represents; control characters in it represent themselves. */
export function decodeJsonString(source: string): string {
  if (!source.includes('\\')) return source.slice(1, -1);
  return JSON.parse(source.replaceAll(controlCharacter, escapeControl)) as string;
}

// oxlint-disable-next-line no-control-regex -- the characters that JSON forbids in strings
const controlCharacter = /[\u0000-\u001f]/g;

function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function notJson(): PayloadError {
  // The parser's own message quotes the body, which must not be logged.
  return new PayloadError('payload_not_json', 'The body is not JSON. Send one JSON object.');
}

function tooDeep(): PayloadError {
  return new PayloadError(
    'payload_too_deep',
    `The body nests objects and arrays more than ${depthLimit} levels deep. Send it flatter.`,
  );
}

function twice(name: string): PayloadError {
  return new PayloadError(
    'payload_duplicate_member',
    `The member ${JSON.stringify(name.slice(0, 64))} appears twice in one object. Parsers disagree ` +
      'on which of the two counts, and so on what was signed: send it only once.',
  );
}
