import * as v from 'valibot';

/**
 * How serializers write strings. Anything not mentioned is written as it is.
 *
 * - `plain`: only escapes what JSON requires (`"`, `\`, control characters), like `JSON.stringify`
 * - `newtonsoft`: also U+0085, U+2028 and U+2029 as `\u0085` (Newtonsoft.Json)
 * - `newtonsoftHtml`: also `"`, `'`, `<`, `>` and `&` as `\u0022` (its `EscapeHtml`)
 * - `simpleJson`: control characters raw, unless they have a short escape (SimpleJson of RestSharp)
 * - `javaScriptSerializer`: `'`, `<`, `>` and `&` as `\u0027` (JavaScriptSerializer)
 * - `systemTextJson`: non-ASCII and HTML-sensitive characters as `\u00FC` (System.Text.Json)
 * - `ascii`, `asciiUpper`: non-ASCII as `\u00fc` or `\u00FC` (Newtonsoft's
 *   `EscapeNonAscii`, Python; ServiceStack.Text)
 * - `slashes`: `/` as `\/` (DataContractJsonSerializer); `asciiSlashes`: with `ascii` (PHP)
 */
export const stringStyles = [
  'plain',
  'newtonsoft',
  'newtonsoftHtml',
  'simpleJson',
  'javaScriptSerializer',
  'systemTextJson',
  'ascii',
  'asciiUpper',
  'slashes',
  'asciiSlashes',
] as const;
export type StringStyle = (typeof stringStyles)[number];

/**
 * How a serializer writes a local time that another writes in UTC: with its offset, or without any
 * (`local+01:00`, an "unspecified" time of .NET). The vendor known to need it is in Skopje.
 */
export const dateStyles = [
  '+00:00',
  '+01:00',
  '+02:00',
  'local+00:00',
  'local+01:00',
  'local+02:00',
] as const;
export type DateStyle = (typeof dateStyles)[number];

/**
 * How the signed text differs from the received text. A vendor may well sign what one serializer
 * writes and send what another does. Whatever is omitted is as received.
 */
export const textFormSchema = v.strictObject({
  /**
   * For a payload: the placeholder of its signature, which did not exist yet. `null` by default.
   */
  signature: v.exactOptional(v.picklist(['null', 'empty', 'absent'])),
  /** For a payload: the position of the signature among its members. */
  signatureAt: v.exactOptional(v.picklist(['first', 'last'])),
  /** White space between tokens is dropped; each token stays as it is. */
  space: v.exactOptional(v.literal('none')),
  /** Members whose value is null are omitted, at every depth. */
  nulls: v.exactOptional(v.literal('dropped')),
  strings: v.exactOptional(v.picklist(stringStyles)),
  /** As JavaScript writes them: `100` for `100.0`, `1e+21` for `1E+21`. */
  numbers: v.exactOptional(v.literal('shortest')),
  /** UTC times in the activity, rewritten. */
  dates: v.exactOptional(v.picklist(dateStyles)),
  /**
   * The encoding of the text; UTF-8 by default. `utf16le` is `Encoding.Unicode` of .NET; `ascii` is
   * `Encoding.ASCII`, which writes `?` for everything else.
   */
  text: v.exactOptional(v.picklist(['utf16le', 'ascii'])),
});
export type TextForm = v.InferOutput<typeof textFormSchema>;
