import { isArray, isObject } from '@invoice-relay/core/json';
import { parseDecimal } from '@invoice-relay/core/models';
import type { JsonValue } from '@invoice-relay/core/models';

/*
 * PHP writes whatever a form field contained as JSON: numbers become text and text becomes numbers,
 * and "nothing" is null, false, "" or []. So each member is read as whatever it turns out to be.
 */

/**
 * Text, exactly as written, or a number with its digits; null for nothing. Drupal's own fields put
 * a text under `value`.
 */
export function readText(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value === true) return 'true';
  return isObject(value) && typeof value['value'] === 'string' ? value['value'] : null;
}

/** An integer, also from text such as `"4"`; null for nothing and for anything else. */
export function readInteger(value: JsonValue | undefined): number | null {
  const text = readText(value)?.trim() ?? '';
  if (!/^-?\d{1,15}(?:\.0+)?$/.test(text)) return null;
  return Number(text) || 0;
}

/**
 * A number as decimal text, in its shortest form. A value that is not a number stays as written, so
 * that callers that need the number can say what is wrong with it.
 */
export function readAmount(value: JsonValue | undefined): string {
  const text = readText(value)?.trim() ?? '';
  try {
    return parseDecimal(text);
  } catch {
    return text;
  }
}

/** Null for nothing. A trailing `%` is redundant and removed. */
export function readPercentage(value: JsonValue | undefined): string | null {
  const amount = readAmount(value);
  return (amount.endsWith('%') ? readAmount(amount.slice(0, -1)) : amount) || null;
}

/** The objects of a list. PHP writes a list with gaps in its keys as an object. */
export function readObjects(
  value: JsonValue | undefined,
): readonly Readonly<Record<string, JsonValue>>[] {
  if (isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  const names = Object.keys(value);
  if (names.length === 0) return [];
  // JavaScript keeps such names in numeric order.
  if (names.every((name) => /^\d{1,9}$/.test(name))) return Object.values(value).filter(isObject);
  return [value];
}
