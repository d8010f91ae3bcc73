import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';

import { readText } from './choices.ts';
import { isRecord } from './is-record.ts';
import type { Values } from './reading.ts';

/**
 * The rows of a list: as they are, or in the `values` of an object like a fixed collection of n8n.
 *
 * @returns undefined for none
 * @throws {InputError}
 */
export function rowsOf(value: unknown, field: string): readonly Values[] | undefined {
  if (value === '') return undefined;
  const rows = isRecord(value) ? value['values'] : value;
  if (rows === undefined) return undefined;
  if (Array.isArray(rows) && rows.every(isRecord)) return rows;
  throw new InputError({
    field,
    problem: `${shown(value)} is not a list of objects`,
    fix: 'Add them one by one, or pass a list of objects.',
  });
}

/**
 * The fields of a group: as they are, or in the `values` of an object.
 *
 * @throws {InputError}
 */
export function groupOf(value: unknown, field: string): Values {
  if (isRecord(value)) return isRecord(value['values']) ? value['values'] : value;
  throw new InputError({
    field,
    problem: `${shown(value)} is not an object`,
    fix: 'Fill in its fields, or pass an object.',
  });
}

/**
 * Reads `a@b.example, c@d.example`, a list of texts, or what Envoice returns: `[{Email}]`.
 *
 * @throws {InputError}
 */
export function readTexts(value: unknown, field: string): readonly string[] {
  const parts = Array.isArray(value) ? value : String(value).split(',');
  return parts
    .map((part: unknown) => {
      const isObject = typeof part === 'object' && part !== null;
      return readText(isObject ? Object.values(part)[0] : part, field).trim();
    })
    .filter((text) => text !== '');
}
