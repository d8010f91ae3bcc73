import * as v from 'valibot';

import { textFormSchema } from './text-form.ts';

/** What a signature can be computed over. */
export const schemePartSchema = v.picklist([
  /** The payload's timestamp, as received. */
  'timestamp',
  /** The raw bytes of the activity, as received. */
  'activity',
  /** The activity parsed and serialized again without white space. */
  'activityCompact',
  /** The whole payload, with the placeholder of its signature given by `form.signature`. */
  'payload',
  /** The activity's id, as text. */
  'activityId',
  'authKey',
  'authSecret',
]);
export type SchemePart = v.InferOutput<typeof schemePartSchema>;

/**
 * A signature scheme as data: which digest, over which parts joined by which separator, keyed with
 * what (`hmac-sha256` only), in which encoding. Hex is compared in any case, with or without dashes
 * (`BitConverter` of .NET) and `0x`.
 */
export const signatureSchemeSchema = v.pipe(
  v.strictObject({
    digest: v.picklist(['hmac-sha256', 'sha256']),
    key: v.optional(schemePartSchema),
    parts: v.pipe(v.array(schemePartSchema), v.minLength(1), v.maxLength(8)),
    separator: v.optional(v.pipe(v.string(), v.maxLength(8)), ''),
    encoding: v.picklist(['hex', 'base64', 'base64url']),
    /** How `activity` or `payload` is written, if not as received. */
    form: v.exactOptional(textFormSchema),
    /** The key is the bytes that its text represents, not the text. */
    keyEncoding: v.exactOptional(v.picklist(['hex', 'base64'])),
  }),
  v.check(
    (scheme) => (scheme.digest === 'hmac-sha256') === (scheme.key !== undefined),
    'A scheme with digest "hmac-sha256" needs a "key"; one with digest "sha256" takes none.',
  ),
  v.check(
    (scheme) =>
      scheme.form === undefined ||
      [scheme.key, ...scheme.parts].some((part) => part === 'activity' || part === 'payload'),
    'A "form" says how "activity" or "payload" is written: name one of them among the parts.',
  ),
);
export type SignatureScheme = v.InferOutput<typeof signatureSchemeSchema>;
