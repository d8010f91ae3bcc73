import { ProblemError } from '../../shared/problems/problem.ts';

/** Maximum nesting depth of a body. The API itself needs fewer than ten levels. */
const maxDepth = 64;

/**
 * Maximum length of each list in a body. The API itself takes at most 500 items, but a schema
 * examines every item, and looks for what was meant by each that is wrong, before it counts them:
 * a body has room for hundreds of thousands, and everybody else would wait.
 */
const maxItems = 1_000;

/** Never two runs of white space next to each other: it would try all ways of dividing one. */
const mediaType = /^application\/json(?:\s*;\s*charset\s*=\s*"?utf-8"?)?(?:\s*;)?\s*$/i;

/**
 * Parses the body of an API request: JSON in UTF-8 (RFC 8259). Of duplicate members the last one
 * counts, here as for the schema.
 *
 * @returns `undefined` for an empty body
 * @throws {ProblemError} 415 for another content type, 400 for invalid JSON
 */
export function readJsonBody(options: {
  readonly body: Uint8Array | undefined;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}): unknown {
  const { body, contentType, contentEncoding } = options;
  if (body === undefined || body.length === 0) return undefined;
  if (contentType === undefined || !mediaType.test(contentType.trim())) {
    throw unsupported('Send the body as JSON, with the content type application/json.');
  }
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity') {
    throw unsupported('Send the body as it is, without a Content-Encoding.');
  }
  const value = parse(decode(body));
  checkShape(value);
  // An object schema accepts an array as an object without members.
  if (Array.isArray(value)) throw malformed('The body is an array; send a JSON object.');
  return value;
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed('The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(`The body is not valid JSON${whereItFails((error as Error).message)}.`);
  }
}

/** Where, but not what: the rest of V8's message repeats the body. */
function whereItFails(message: string): string {
  if (message.startsWith('Unexpected end')) return ': it ends too early';
  const [where] = /position \d+(?: \(line \d+ column \d+\))?/.exec(message) ?? [];
  return where === undefined ? '' : `: unexpected input at ${where}`;
}

/** Iterative, so that depth uses no stack. */
function checkShape(root: unknown): void {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') refuseNul(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) {
      throw malformed(`The body is nested deeper than ${maxDepth} levels.`);
    }
    if (Array.isArray(value) && value.length > maxItems) {
      throw malformed(`The body has a list of more than ${maxItems} items, which nothing takes.`);
    }
    if (Object.hasOwn(value, '__proto__')) {
      throw malformed('The body has a member named "__proto__", which is not allowed.');
    }
    for (const [name, child] of Object.entries(value)) {
      refuseNul(name);
      stack.push({ value: child, depth: depth + 1 });
    }
  }
}

/** PostgreSQL stores no text with one, and nobody writes one on purpose. */
function refuseNul(text: string): void {
  if (text.includes('\0')) {
    throw malformed('The body has the character NUL (\\u0000) in a text, which is not allowed.');
  }
}

function malformed(detail: string): ProblemError {
  return new ProblemError({ status: 400, code: 'body_malformed', detail });
}

function unsupported(detail: string): ProblemError {
  return new ProblemError({
    status: 415,
    code: 'unsupported_media_type',
    detail,
    headers: { accept: 'application/json' },
  });
}
