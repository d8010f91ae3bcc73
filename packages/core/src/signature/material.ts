import { PayloadError } from '../errors/index.ts';
import { utf8 } from './encoding.ts';
import type { SchemePart } from './scheme.ts';

/** All that a signature scheme can draw on: one payload's values and the account's credentials. */
export interface SignatureMaterial {
  /** The payload's timestamp, character for character as received. */
  readonly timestamp: string;
  /** The raw bytes of the activity, as received. */
  readonly activity: Uint8Array;
  /** The activity's id as text; empty when it has none. */
  readonly activityId: string;
  readonly authKey: string;
  readonly authSecret: string;
}

/**
 * The bytes of one part of a scheme. Text counts as UTF-8.
 *
 * @throws {PayloadError} when the compact activity is asked for and the activity is not JSON
 */
export function partBytes(options: {
  readonly part: SchemePart;
  readonly material: SignatureMaterial;
}): Uint8Array {
  const { part, material } = options;
  if (part === 'activity') return material.activity;
  if (part === 'activityCompact') return compactJson(material.activity);
  return utf8(material[part]);
}

/** JSON parsed and serialised again, which is what drops the white space. */
function compactJson(raw: Uint8Array): Uint8Array {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch (cause) {
    throw new PayloadError(
      'payload_not_utf8',
      'The activity is not UTF-8, so it has no compact form: hand in its bytes as received.',
      { cause },
    );
  }
  try {
    return utf8(JSON.stringify(JSON.parse(text)));
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new PayloadError(
        'payload_too_deep',
        'The activity is nested too deeply to be serialised again.',
        { cause },
      );
    }
    // The parser's own message quotes the payload, so it is left out.
    throw new PayloadError(
      'payload_not_json',
      'The activity is not JSON, so it has no compact form: hand in exactly the bytes of the activity, from its first brace to its last.',
    );
  }
}
