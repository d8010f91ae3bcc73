import type { JsonValue } from '@invoice-relay/core/events';

import { isArray, isObject } from '@invoice-relay/core/json';
import type { Redact } from '@invoice-relay/core/http';

/** More than this help nobody. */
const most = 10;

/**
 * What Envoice gives as reasons, for people: its own `ErrorMessages` (`IErrorInfo` in the
 * description), or what ASP.NET's Web API puts into the body of an error.
 */
export function readReasons(value: JsonValue, redact: Redact): readonly string[] {
  const texts = isObject(value) ? ofObject(value) : typeof value === 'string' ? [value] : [];
  const clean = texts.map(redact).filter((text) => text !== '');
  return [...new Set(clean)].slice(0, most);
}

function ofObject(body: Readonly<Record<string, JsonValue>>): readonly string[] {
  const { ErrorMessages, ModelState, Message, MessageDetail } = body;
  const faults = isArray(ErrorMessages) ? ErrorMessages.map(ofFault) : [];
  const fields = isObject(ModelState)
    ? Object.entries(ModelState).map(([field, problems]) => `${field}: ${textsOf(problems)}`)
    : [];
  return [...faults, ...fields, ...[Message, MessageDetail].map(textsOf)];
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
