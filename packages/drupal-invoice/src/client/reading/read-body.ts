import { jsonValue, readRawMembers } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';
import type { TransportResponse } from '@invoice-relay/core/source';

import { decodeBody } from './decode-body.ts';
import { findJson } from './find-json.ts';
import { takePhpMessages } from './php-messages.ts';
import { isDrupalPage, isWebPage } from './web-page.ts';

/** What the body of a response turned out to be. */
export type ReadBody =
  | {
      readonly kind: 'json';
      /** The JSON text, without what surrounded it. */
      readonly text: string;
      readonly value: JsonValue;
    }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'page';
      readonly page: string;
      /** Whether it comes from the site itself, rather than from something in front of it. */
      readonly isDrupal: boolean;
    }
  /** Nothing but PHP's own messages. */
  | { readonly kind: 'php error'; readonly messages: readonly string[] }
  | { readonly kind: 'undecodable' }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads a response that should be JSON. PHP may have written warnings before or after it, and the
 * content type is ignored, as it is wrong in that case, too.
 *
 * @param options.fits what to look for among other text
 */
export function readBody(options: {
  readonly response: Pick<TransportResponse, 'headers' | 'body'>;
  readonly fits: (value: JsonValue) => boolean;
}): ReadBody {
  const { response, fits } = options;
  const decoded = decodeBody(response);
  if (decoded === null) return { kind: 'undecodable' };
  const text = decoded.trim();
  if (text === '') return { kind: 'empty' };
  if (isJson(text)) return readJson(text);

  const piece = findJson({ text, fits: (value) => fits(value as JsonValue) });
  if (piece !== null) return readJson(piece);

  const { rest, messages } = takePhpMessages(text);
  // An empty list or a bare value, such as `null`, is only recognized if nothing else is left.
  const bare = rest.replace(/^\uFEFF/, '').trim();
  if (messages.length > 0 && isJson(bare)) return readJson(bare);
  if (messages.length > 0 && !/<(?:!doctype|html)\b/i.test(rest)) {
    return { kind: 'php error', messages };
  }
  if (!isWebPage(text)) return { kind: 'text', text };
  return { kind: 'page', page: text, isDrupal: isDrupalPage(text, response.headers) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Readers disagree on JSON that nests too deep or has a duplicate member. Checked with one more
 * level than needed, as the text is kept inside another object.
 */
function readJson(text: string): ReadBody {
  try {
    readRawMembers(`{"invoice":${text}}`);
  } catch {
    return { kind: 'ambiguous' };
  }
  return { kind: 'json', text, value: jsonValue(text) };
}
