import { PayloadError } from '../errors/index.ts';
import { decodeUtf8, readJsonTree } from '../json/index.ts';
import { asciiBytes, decodeKey, utf16le, utf8 } from './encoding.ts';
import type { SchemePart, SignatureScheme } from './scheme.ts';
import type { TextForm } from './text-form.ts';
import { writeForm } from './write-form.ts';
import type { FormSubject, JsonText } from './write-form.ts';

/**
 * Everything that a signature scheme can use: one payload's values and the account's credentials.
 */
export interface SignatureMaterial {
  /** The payload's timestamp, character for character as received. */
  readonly timestamp: string;
  /** The raw bytes of the activity, as received. */
  readonly activity: Uint8Array;
  /** The parsed activity, if already available: otherwise parsed here, when needed. */
  readonly activityJson?: JsonText;
  /** The whole payload, with the name of the member that contains the signature. */
  readonly payload?: JsonText & { readonly signatureMember: string };
  /** The activity's id as text; empty if it has none. */
  readonly activityId: string;
  readonly authKey: string;
  readonly authSecret: string;
}

/**
 * The bytes of one part of a scheme. Text counts as UTF-8.
 *
 * @throws {PayloadError} if the part is to be written in another form than received, and is not
 *   JSON; or if it is the payload, and there is none
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
 * The key of a scheme: text as text, which `createHmac` takes five times as fast as bytes.
 * `undefined` if it is not text in the encoding that the scheme names.
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

/** @throws {PayloadError} if the activity is not a JSON object in UTF-8 */
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

/** JSON parsed and serialized again, which drops the white space. */
function compactJson(material: SignatureMaterial): Uint8Array {
  try {
    return utf8(JSON.stringify(JSON.parse(decodeUtf8(material.activity))));
  } catch (error) {
    if (error instanceof PayloadError) throw error;
    // Returns it if it is JSON except for control characters in its strings, or throws.
    const form = { space: 'none', strings: 'plain', numbers: 'shortest' } as const;
    return formBytes(activitySubject(material), form);
  }
}

function noPayload(): PayloadError {
  return new PayloadError(
    'payload_invalid',
    'The scheme signs the whole payload, but only the activity was passed.',
  );
}
