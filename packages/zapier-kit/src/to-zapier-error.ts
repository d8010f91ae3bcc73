import {
  ConfigError,
  InputError,
  InvoiceRelayError,
  VendorError,
} from '@invoice-relay/core/errors';
import { RelayAnswerError, RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import type { ZObject } from 'zapier-platform-core';

/**
 * Any error of ours as one that Zapier displays well and handles correctly: it waits when asked to,
 * and asks the user to reconnect if credentials are rejected. Other errors stay as they are, such as
 * those of Zapier.
 */
export function toZapierError(z: ZObject, error: unknown): Error {
  if (error instanceof VendorError) return ofVendor(z, error);
  if (error instanceof RelayApiError) return ofRelay(z, error);
  if (error instanceof RelayConnectionError) {
    return new z.errors.Error(
      `The Invoice Relay cannot be reached. ${inRelayWords(textOf(error))} Zapier can only reach public addresses on the internet.`,
      error.code,
    );
  }
  if (error instanceof ConfigError) {
    return new z.errors.Error(
      `The connected account cannot work: ${error.problems.map(withoutStop).join('; ')}. Reconnect the account in Zapier.`,
      error.code,
    );
  }
  if (error instanceof RelayAnswerError) {
    return new z.errors.Error(
      `The server at the Relay URL is not an Invoice Relay. ${inRelayWords(error.message)}`,
      error.code,
    );
  }
  if (error instanceof InputError) {
    return new z.errors.Error(`${error.message}. ${error.description}`, error.code);
  }
  if (error instanceof InvoiceRelayError) return new z.errors.Error(textOf(error), error.code);
  return error instanceof Error ? error : new Error(String(error));
}

function ofVendor(z: ZObject, error: VendorError): Error {
  const { code, status, retryAfterMs, details } = error;
  const message = sentences([
    textOf(error),
    ...details.filter((line) => !error.message.includes(line)),
  ]);
  if (code === 'vendor_rate_limited') {
    const seconds = retryAfterMs === null ? undefined : Math.ceil(retryAfterMs / 1000);
    return new z.errors.ThrottledError(message, seconds);
  }
  // A 401 of a server that a link leads to says nothing about the account.
  if (code === 'vendor_unauthorized' && status === 401) {
    return new z.errors.ExpiredAuthError(message);
  }
  return new z.errors.Error(message, code, status ?? undefined);
}

function ofRelay(z: ZObject, error: RelayApiError): Error {
  const { code, status, detail, errors, retryAfterSeconds } = error;
  const fields = errors
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    .filter((line) => !detail.includes(line));
  const said = inRelayWords(sentences([detail, ...fields]));
  const message = isOfOthers(error) ? said : `The Invoice Relay says: ${said}`;
  if (status === 429) return new z.errors.ThrottledError(message, retryAfterSeconds);
  // A proxy with a login of its own says nothing about the account.
  if (status === 401 && !isOfOthers(error)) return new z.errors.ExpiredAuthError(message);
  return new z.errors.Error(message, code, status);
}

/** Whether something in front of the relay responded, or another server. */
function isOfOthers({ code }: RelayApiError): boolean {
  return code === 'http_error' || code === 'redirected';
}

/** The names of fields in errors of the relay and its client, in the words of our forms. */
export function inRelayWords(text: string): string {
  return text
    .replaceAll(/\bbaseUrl\b/g, 'Relay URL')
    .replaceAll(/"?\bapiKey\b"?/g, 'Relay Key')
    .replaceAll(/\bconnectionIds(?:\.\d+)?\b/g, 'Relay Connection')
    .replaceAll(/\beventTypes(?:\.\d+)?\b|\btype\.\d+(?=:)/g, 'Event Types');
}

/** A message without the parts for programmers: the name of the call, and who has to fix it. */
function textOf({ message }: Error): string {
  const text = message
    .replace(/^(?:test|[a-z]+\.\w+|[A-Z]+ \/\S+): /i, '')
    .replace(/ Fix the request\.(?= |$)/, '');
  return text.startsWith('http') ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** Sentences joined, each with a period. */
export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .map((text) => (/[.!?:]$/.test(text) ? text : `${text}.`))
    .join(' ');
}
