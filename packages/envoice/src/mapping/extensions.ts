import type { JsonObject, JsonValue } from '@invoice-relay/core/models';

import { setMember } from '@invoice-relay/core/json';

/**
 * Members that never leave this package, at any level. Each opens a document or a file to anyone
 * who has it, without a login: the token is part of the share URL, and the obfuscated name and the
 * link of an attachment are its only protection. A document is included in events, and from there
 * reaches the logs and inboxes of every tool that a workflow touches.
 */
const secretNames: ReadonlySet<string> = new Set(['AccessToken', 'ObfuscatedFileName', 'Link']);

/**
 * Members that Envoice describes as integers. `client.exact` returns these as text too, which would
 * make ids look different. (`ReferenceId` is text in Envoice.)
 */
const wholeNumberNames =
  /^(?:(?!Reference).*Id|Size|Month|DayOfMonth|RecurranceValue|\w*DueDateInDays)$/;

/**
 * Returns what an object of Envoice says beyond the canonical model: every member except those
 * named, in the vendor's own words, without anything that gives access to it.
 */
export function restOf(
  object: unknown,
  options: { readonly without: readonly string[] },
): JsonObject {
  const without = new Set(options.without);
  const rest: Record<string, JsonValue> = {};
  if (typeof object !== 'object' || object === null) return rest;
  for (const [name, value] of Object.entries(object)) {
    if (!without.has(name) && !secretNames.has(name)) copyMember(rest, name, value);
  }
  return rest;
}

function copyMember(target: Record<string, JsonValue>, name: string, value: unknown): void {
  const isWholeNumber = wholeNumberNames.test(name) && /^\d{1,15}$/.test(String(value));
  const copy = isWholeNumber ? Number(value) : copyValue(value);
  if (copy !== undefined) setMember(target, name, copy);
}

function copyValue(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value)
        ? value.map((item) => copyValue(item) ?? null)
        : restOf(value, { without: [] });
    default:
      return undefined;
  }
}
