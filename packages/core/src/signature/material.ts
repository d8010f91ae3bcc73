import { PayloadError } from '../errors/index.ts';
import { decodeUtf8, readJsonTree } from '../json/index.ts';
import { asciiBytes, decodeKey, utf16le, utf8 } from './encoding.ts';
import type { SchemePart, SignatureScheme } from './scheme.ts';
import type { TextForm } from './text-form.ts';
import { writeForm } from './write-form.ts';
import type { FormSubject, JsonText } from './write-form.ts';

/** All that a signature scheme can draw on: one payload's values and the account's credentials. */
export interface SignatureMaterial {
  /** The payload's timestamp, character for character as received. */
  readonly timestamp: string;
  /** The raw bytes of the activity, as received. */
  readonly activity: Uint8Array;
  /** The activity as it was read, where it was: read here, when it is needed, where it was not. */
  readonly activityJson?: JsonText;
  /** The whole payload, with the name of its member that holds the signature. */
  readonly payload?: JsonText & { readonly signatureMember: string };
  /** The activity's id as text; empty when it has none. */
  readonly activityId: string;
  readonly authKey: string;
  readonly authSecret: string;
}

/**
 * The bytes of one part of a scheme. Text counts as UTF-8.
 *
 * @throws {PayloadError} when the part is to be written in another form than it was received, and
 *   is not JSON; or when it is the payload, and there is none
 */
export function partBytes(options: {
  readonly part: SchemePart;
  readonly material: SignatureMaterial;
  readonly form?: TextForm | undefined;
}): Uint8Array {
  const { part, material, form } = options;
  switch (part) {
    case 'activity':
      return form === undefined ? material.activity : formBytes(activitySubject(material), form);
    case 'activityCompact':
      return compactJson(material);
    case 'payload':
      if (!material.payload) throw noPayload();
      return formBytes(material.payload, form ?? {});
    default:
      return utf8(material[part]);
  }
}

/**
 * What a scheme is keyed with: text as text, which `createHmac` takes five times as fast as bytes.
 * `undefined` where it is no text of the encoding that the scheme names.
 */
export function keyOf(options: {
  readonly scheme: SignatureScheme & { readonly key: SchemePart };
  readonly material: SignatureMaterial;
}): string | Uint8Array | undefined {
  const { scheme, material } = options;
  const { key, keyEncoding } = scheme;
  if (key === 'activity' || key === 'activityCompact' || key === 'payload') {
    return partBytes({ part: key, material, form: scheme.form });
  }
  return keyEncoding === undefined ? material[key] : decodeKey(material[key], keyEncoding);
}

/** @throws {PayloadError} when the activity is no JSON object in UTF-8 */
export function activitySubject(material: SignatureMaterial): FormSubject {
  if (material.activityJson) return material.activityJson;
  const text = decodeUtf8(material.activity);
  return { text, node: readJsonTree(text, { controls: 'allowed' }) };
}

function formBytes(subject: FormSubject, form: TextForm): Uint8Array {
  return textBytes(writeForm(subject, form), form.text);
}

export function textBytes(text: string, encoding: TextForm['text']): Uint8Array {
  if (encoding === 'utf16le') return utf16le(text);
  return encoding === 'ascii' ? asciiBytes(text) : utf8(text);
}

/** JSON parsed and serialised again, which is what drops the white space. */
function compactJson(material: SignatureMaterial): Uint8Array {
  try {
    return utf8(JSON.stringify(JSON.parse(decodeUtf8(material.activity))));
  } catch (error) {
    if (error instanceof PayloadError) throw error;
    // What is JSON but for control characters in its strings, or throws as what it is not.
    const form = { space: 'none', strings: 'plain', numbers: 'shortest' } as const;
    return formBytes(activitySubject(material), form);
  }
}

function noPayload(): PayloadError {
  return new PayloadError(
    'payload_invalid',
    'The scheme signs the whole payload, and only the activity was handed in.',
  );
}
