import type { Redact } from '@invoice-relay/core/http';
import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';

import { plainText } from '../reading/plain-text.ts';
import type { ReadBody } from '../reading/read-body.ts';
import { titleOf } from '../reading/web-page.ts';

/** More than this help nobody. */
const most = 10;

/** What a site gives as reasons, for people: from its JSON, from PHP, or the title of its page. */
export function readReasons(body: ReadBody, redact: Redact): readonly string[] {
  const clean = textsOf(body)
    .map((text) => redact(plainText(text)))
    .filter((text) => text !== '');
  return [...new Set(clean)].slice(0, most);
}

function textsOf(body: ReadBody): readonly string[] {
  switch (body.kind) {
    case 'json':
      return reasonsOf(body.value);
    case 'php error':
      return body.messages;
    case 'page':
      return [titleOf(body.page) ?? ''];
    case 'text':
      return [body.text];
    default:
      return [];
  }
}

const reasonMembers = [
  'error',
  'errors',
  'form_errors',
  'message',
  'messages',
  'error_description',
];

function reasonsOf(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isArray(value)) return value.filter((one) => typeof one === 'string');
  if (!isObject(value)) return [];
  return reasonMembers.flatMap((member) => deepTexts(value[member], 0));
}

function deepTexts(value: JsonValue | undefined, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > 2 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => deepTexts(inner, depth + 1));
}

const failureWords: ReadonlySet<string> = new Set(['error', 'fail', 'failed', 'failure']);

/**
 * Whether an answer to something that was to be saved refuses it, in spite of its status: the
 * report of a failure, or a word for one.
 */
export function reportsRefusal(value: JsonValue): boolean {
  if (reportsFailure(value)) return true;
  if (typeof value === 'string') return refusingText.test(value);
  if (isArray(value)) return value.some((one) => typeof one === 'string' && refusingText.test(one));
  if (!isObject(value)) return false;
  return (
    isNo(value['success']) ||
    [value['status'], value['result']].some(isFailureWord) ||
    [value['status'], value['code'], value['status_code']].some(isErrorStatus) ||
    // As Drupal keeps what it has to say to people, by kind.
    (isObject(value['messages']) && deepTexts(value['messages']['error'], 0).length > 0)
  );
}

/** How PHP and Drupal begin to say no in words. */
const refusingText = /^\s*(?:error\b|fatal error\b|access denied\b|you are not authorized\b)/i;

function isNo(value: JsonValue | undefined): boolean {
  return value === 0 || (typeof value === 'string' && /^(?:0|false|no)$/i.test(value.trim()));
}

function isFailureWord(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string') return value === false;
  return failureWords.has(value.trim().toLowerCase());
}

function isErrorStatus(value: JsonValue | undefined): boolean {
  const status = typeof value === 'string' ? value.trim() : String(value);
  return /^[45]\d\d$/.test(status);
}

/** Whether an answer is the report of a failure, in spite of its status. */
export function reportsFailure(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  if (value['success'] === false || value['status'] === false) return true;
  return ['error', 'errors', 'form_errors'].some((member) => {
    const inner = value[member];
    if (typeof inner === 'object' && inner !== null) return Object.keys(inner).length > 0;
    return inner !== undefined && inner !== null && inner !== false && inner !== '' && inner !== 0;
  });
}
