import { PayloadError } from '../errors/index.ts';

/** How deep objects and arrays may be nested. Invoices need a handful of levels. */
export const depthLimit = 64;

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** A value of a JSON text, with the place where it stands: `text.slice(start, end)`. */
export interface JsonNode {
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
  /** Of an object, in order; empty otherwise. */
  readonly members: readonly JsonMember[];
  /** Of an array, in order; empty otherwise. */
  readonly items: readonly JsonNode[];
}

/** A member of an object. The name is decoded; as it is written it stands from `start` to `end`. */
export interface JsonMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: JsonNode;
}

export interface JsonTreeOptions {
  /**
   * Lets control characters stand in strings as they are, which is no JSON. Some writers of .NET
   * (SimpleJson) put them so.
   */
  readonly controls?: 'allowed';
  /** Lets a name come twice in one object. */
  readonly duplicates?: 'allowed';
}

const none: readonly never[] = [];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Reads a JSON text into the places of its values: one walk that checks the grammar (RFC 8259),
 * the depth and the names on its way. It takes just what `JSON.parse` takes, and what the options
 * allow beyond; a test holds the two equal.
 *
 * `JSON.parse` hides where a value stands, how a number was written and whether a name came twice,
 * which are what signatures and amounts hang on.
 *
 * @throws {PayloadError} `payload_not_json`, `payload_too_deep`, `payload_duplicate_member`
 */
export function readJsonTree(text: string, options: JsonTreeOptions = {}): JsonNode {
  /** Below this a character may not stand in a string as it is. */
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
      // At the end of the text there is no code, which is not at least anything.
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

/** The text that a JSON string stands for; control characters in it stand for themselves. */
export function decodeJsonString(source: string): string {
  if (!source.includes('\\')) return source.slice(1, -1);
  return JSON.parse(source.replaceAll(controlCharacter, escapeControl)) as string;
}

// eslint-disable-next-line no-control-regex -- the characters that JSON forbids in strings
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
  // A parser's own message quotes the body, which is not ours to put into logs.
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
    `The member ${JSON.stringify(name.slice(0, 64))} comes twice in one object. Readers disagree ` +
      'on which of the two counts, and so on what was signed: send it once.',
  );
}
