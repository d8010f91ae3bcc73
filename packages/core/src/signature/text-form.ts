import * as v from 'valibot';

/**
 * How serializers write strings. What is not said is written as it is.
 *
 * - `plain`: only what JSON demands (`"`, `\`, control characters), as `JSON.stringify` does
 * - `newtonsoft`: U+0085, U+2028 and U+2029 as `\u0085`, too (Newtonsoft.Json)
 * - `newtonsoftHtml`: moreover `"`, `'`, `<`, `>` and `&` as `\u0022` (its `EscapeHtml`)
 * - `simpleJson`: control characters raw, unless they have a short escape (SimpleJson of RestSharp)
 * - `javaScriptSerializer`: `'`, `<`, `>` and `&` as `\u0027` (JavaScriptSerializer)
 * - `systemTextJson`: all but ASCII and what HTML minds as `\u00FC` (System.Text.Json)
 * - `ascii`, `asciiUpper`: all but ASCII as `\u00fc` or `\u00FC` (Newtonsoft's `EscapeNonAscii`,
 *   Python; ServiceStack.Text)
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
 * (`local+01:00`, an "unspecified" time of .NET). The vendor known to need it sits in Skopje.
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
 * How the text that is signed differs from the text that came. A vendor may well sign what one
 * serializer writes and send what another does. Whatever is left out is as it was received.
 */
export const textFormSchema = v.strictObject({
  /** Of a payload: what stands for its signature, which was not there yet. `null` unless said. */
  signature: v.exactOptional(v.picklist(['null', 'empty', 'absent'])),
  /** Of a payload: where the signature stands among its members. */
  signatureAt: v.exactOptional(v.picklist(['first', 'last'])),
  /** White space between tokens is left out; each token stays as it is. */
  space: v.exactOptional(v.literal('none')),
  /** Members whose value is null are left out, at every depth. */
  nulls: v.exactOptional(v.literal('dropped')),
  strings: v.exactOptional(v.picklist(stringStyles)),
  /** As JavaScript writes them: `100` for `100.0`, `1e+21` for `1E+21`. */
  numbers: v.exactOptional(v.literal('shortest')),
  /** Times of the activity that are in UTC, written otherwise. */
  dates: v.exactOptional(v.picklist(dateStyles)),
  /**
   * The bytes of the text; UTF-8 unless said. `utf16le` is `Encoding.Unicode` of .NET; `ascii` is
   * `Encoding.ASCII`, which puts `?` for everything else.
   */
  text: v.exactOptional(v.picklist(['utf16le', 'ascii'])),
});
export type TextForm = v.InferOutput<typeof textFormSchema>;
