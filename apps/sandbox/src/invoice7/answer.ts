import type { FastifyReply } from 'fastify';

import { phpJson } from './php/json.ts';

/** What the site answers. */
export interface SiteAnswer {
  readonly status: number;
  readonly type: string;
  /** Empty: none. */
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The content types of the three formats. Seen: PHP adds a charset to HTML, and none to JSON. */
export const contentTypes = {
  json: 'application/json',
  html: 'text/html;charset=UTF-8',
  pdf: 'application/pdf',
} as const;
export type Format = keyof typeof contentTypes;

/** What is only on pages (seen). */
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

/** An error of the module. It is JSON in each format, under that format's content type (seen). */
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

/** A page of Drupal. */
export function pageAnswer(options: {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}): SiteAnswer {
  const { status, html, headers = {} } = options;
  const type = 'text/html; charset=utf-8';
  return { status, type, body: html, headers: { ...pageHeaders, ...headers } };
}

/** Always there, and neither `ETag` nor `Last-Modified` (seen). */
const always = {
  expires: 'Sun, 19 Nov 1978 05:00:00 GMT',
  'cache-control': 'no-cache, must-revalidate',
  'x-content-type-options': 'nosniff',
} as const;

export function sendAnswer(reply: FastifyReply, answer: SiteAnswer): FastifyReply {
  const { status, type, body, headers = {} } = answer;
  void reply.code(status).headers({ ...always, ...headers });
  void reply.header('content-type', type);
  // As bytes: Fastify would give text a charset.
  return reply.send(Buffer.from(body));
}
