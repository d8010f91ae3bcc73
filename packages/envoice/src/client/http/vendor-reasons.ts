import type { JsonValue } from '@invoice-relay/core/events';

import { isArray, isObject } from '@invoice-relay/core/json';
import type { Redact } from '@invoice-relay/core/http';

/** More reasons than this help nobody. */
const most = 10;

/**
 * Envoice's own reasons, human-readable: its `ErrorMessages` (`IErrorInfo` in the description), or
 * what ASP.NET puts into the body of an error: `ModelState` and `Message` of its Web API, or a
 * problem document (RFC 9457) whose `errors` name the fields.
 */
export function readReasons(value: JsonValue, redact: Redact): readonly string[] {
  const texts = isObject(value) ? ofObject(value) : typeof value === 'string' ? [value] : [];
  const clean = texts.map(redact).filter((text) => text !== '');
  return [...new Set(clean)].slice(0, most);
}

function ofObject(body: Readonly<Record<string, JsonValue>>): readonly string[] {
  const { ErrorMessages, ModelState, Message, MessageDetail, errors, detail } = body;
  const faults = isArray(ErrorMessages) ? ErrorMessages.map(ofFault) : [];
  const listed = isArray(errors) ? errors.map(ofField) : [];
  const fields = [...fieldsOf(ModelState), ...fieldsOf(errors), ...listed];
  // The detail of a problem document repeats its errors.
  const texts = [Message, MessageDetail, ...(fields.length > 0 ? [] : [detail])];
  return [...faults, ...fields, ...texts.map(textsOf)];
}

function fieldsOf(problems: JsonValue | undefined): readonly string[] {
  return isObject(problems)
    ? Object.entries(problems).map(([field, texts]) => `${field}: ${textsOf(texts)}`)
    : [];
}

function ofField(error: JsonValue): string {
  if (!isObject(error)) return textsOf(error);
  const { field, message } = error;
  return [field, message]
    .map(textsOf)
    .filter((text) => text !== '')
    .join(': ');
}

function ofFault(fault: JsonValue): string {
  if (!isObject(fault)) return textsOf(fault);
  const { UserVisibleMessage, FaultMessage, Code } = fault;
  const code = textsOf(Code);
  const message = textsOf(UserVisibleMessage) || textsOf(FaultMessage);
  return message && code ? `${message} (${code})` : message || code;
}

function textsOf(value: JsonValue | undefined): string {
  if (isArray(value)) return value.map(textsOf).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
