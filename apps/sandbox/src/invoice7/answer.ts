import type { FastifyReply } from 'fastify';

import { phpJson } from './php/json.ts';

/** A response of the site. */
export interface SiteAnswer {
  readonly status: number;
  readonly type: string;
  /** May be empty. */
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Content types of the three formats. Observed: PHP adds a charset to HTML, but not to JSON. */
export const contentTypes = {
  json: 'application/json',
  html: 'text/html;charset=UTF-8',
  pdf: 'application/pdf',
} as const;
export type Format = keyof typeof contentTypes;

/** Headers that only pages have (observed). */
const pageHeaders = {
  'content-language': 'en',
  'x-frame-options': 'SAMEORIGIN',
  'x-generator': 'Drupal 7 (http://drupal.org)',
} as const;

export function jsonAnswer(options: {
  readonly status: number;
  readonly value: unknown;
  readonly format?: Format;
  readonly headers?: Readonly<Record<string, string>>;
}): SiteAnswer {
  const { status, value, format = 'json', headers } = options;
  const answer = { status, type: contentTypes[format], body: phpJson(value) };
  return headers === undefined ? answer : { ...answer, headers };
}

/**
 * Builds an error of the module: JSON for every format, but with that format's content type
 * (observed).
 */
export function refusal(options: {
  readonly status: number;
  readonly message: string;
  readonly format: Format;
}): SiteAnswer {
  const { status, message, format } = options;
  return jsonAnswer({ status, value: { code: status, message }, format });
}

export function emptyAnswer(options: {
  readonly status: number;
  readonly format: Format;
  readonly headers?: Readonly<Record<string, string>>;
}): SiteAnswer {
  const { status, format, headers = {} } = options;
  return { status, type: contentTypes[format], body: '', headers };
}

/** Builds a Drupal page. */
export function pageAnswer(options: {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}): SiteAnswer {
  const { status, html, headers = {} } = options;
  const type = 'text/html; charset=utf-8';
  return { status, type, body: html, headers: { ...pageHeaders, ...headers } };
}

/** Always present; `ETag` and `Last-Modified` never are (observed). */
const always = {
  expires: 'Sun, 19 Nov 1978 05:00:00 GMT',
  'cache-control': 'no-cache, must-revalidate',
  'x-content-type-options': 'nosniff',
} as const;

export function sendAnswer(reply: FastifyReply, answer: SiteAnswer): FastifyReply {
  const { status, type, body, headers = {} } = answer;
  void reply.code(status).headers({ ...always, ...headers });
  void reply.header('content-type', type);
  // Sent as bytes, since Fastify would add a charset to text.
  return reply.send(Buffer.from(body));
}
