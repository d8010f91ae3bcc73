import type { JsonValue } from '../models/index.ts';

import { decodeUtf8 } from './decode.ts';
import { jsonValue } from './json-value.ts';
import { isTooDeep } from './nesting.ts';

/** How to read numbers: as JavaScript numbers, or as text with every digit as written. */
export type Numbers = 'numbers' | 'text';

export type Parsed =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' }
  | { readonly kind: 'too deep' }
  | { readonly kind: 'not UTF-8' }
  /** Neither JSON nor HTML. */
  | { readonly kind: 'text'; readonly text: string };

/**
 * What the body of a response is. The content type is ignored: Envoice declares JSON under five of
 * them, including `text/html`.
 */
export function parseJson(body: Uint8Array, numbers: Numbers): Parsed {
  let text: string;
  try {
    text = decodeUtf8(body).trim();
  } catch {
    return { kind: 'not UTF-8' };
  }
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'html' };
  try {
    JSON.parse(text);
  } catch {
    return { kind: 'text', text };
  }
  if (isTooDeep(text)) return { kind: 'too deep' };
  const number = numbers === 'text' ? (source: string) => source : Number;
  return { kind: 'json', value: jsonValue(text, { number }) };
}
