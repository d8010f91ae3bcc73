import { PayloadError } from '../errors/index.ts';
import { readJsonTree } from './json-tree.ts';
import type { JsonKind, JsonNode, JsonTreeOptions } from './json-tree.ts';

/** A member of an object: its value exactly as written. */
export interface RawMember {
  readonly kind: JsonKind;
  /** The text of the value, from its first character to its last. */
  readonly source: string;
}

export type RawMembers = ReadonlyMap<string, RawMember>;

/**
 * The members of a JSON object, each with the exact text of its value. Duplicate names are not
 * allowed, at any depth.
 *
 * @throws {PayloadError} `payload_not_json`, `payload_too_deep`, `payload_duplicate_member`, or
 *   `payload_invalid` if the text is JSON but not an object
 */
export function readRawMembers(
  text: string,
  options: Pick<JsonTreeOptions, 'controls'> = {},
): RawMembers {
  const node = readJsonTree(text, options);
  if (node.kind !== 'object') {
    throw new PayloadError(
      'payload_invalid',
      'The body is JSON but not an object. Send one object.',
    );
  }
  return rawMembersOf(text, node);
}

/** The members of an object within an already parsed text. */
export function rawMembersOf(text: string, node: JsonNode): RawMembers {
  return new Map(
    node.members.map(({ name, value }) => [
      name,
      { kind: value.kind, source: text.slice(value.start, value.end) },
    ]),
  );
}
