import type { PlainOutputField } from 'zapier-platform-core';

import { labelOf } from './labels.ts';

/** The parts of the output of a step that Zapier may label. */
type Sample = Readonly<Record<string, unknown>>;

/**
 * Labels and types of the output of a step, derived from its sample, so that the two cannot differ.
 * A source's own extensions (`extensions`) are left to Zapier, which labels them by key.
 *
 * Zapier's notation: `buyer__name` for a member of an object, `lines[]name` for one of each item.
 *
 * @param known by key, what the sample does not show of a field, such as that it is a file
 */
export function outputFieldsOf(
  sample: Sample,
  known: Readonly<Record<string, Partial<PlainOutputField>>> = {},
): PlainOutputField[] {
  const fields = fieldsOf(sample, '');
  const taken = new Set<string>();
  return fields.map((field) => {
    // A member of an object may read like another field: `currency__id` beside `currencyId`.
    const label = [labelOf(field.key), labelOf(field.key, ' → ')].find((one) => !taken.has(one));
    const labelled = { ...field, label: label ?? field.key, ...known[field.key] };
    taken.add(labelled.label);
    return labelled;
  });
}

function fieldsOf(sample: Sample, prefix: string): PlainOutputField[] {
  return Object.entries(sample)
    .filter(([name]) => name !== 'extensions')
    .flatMap(([name, value]) => fieldOf(`${prefix}${name}`, value));
}

function fieldOf(key: string, value: unknown): PlainOutputField[] {
  if (Array.isArray(value)) {
    // Zapier flattens one level of items, and no nested lists.
    if (key.includes('[]')) return [];
    const [first] = value as readonly unknown[];
    if (isObject(first)) return fieldsOf(mergedSample(value as Sample[]), `${key}[]`);
    return [{ key, list: true, type: 'string' }];
  }
  if (isObject(value)) return fieldsOf(value, `${key}__`);
  return [{ key, type: typeOf(key, value) }];
}

/** Every member that one of the items has. */
function mergedSample(items: readonly Sample[]): Sample {
  const members: Record<string, unknown> = {};
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) members[name] ??= value;
  }
  return members;
}

const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

/** A sample of 21 does not exclude a later 8.1: only ids are certainly integers. */
const id = /(?:^|__|\])id$|[a-z]Id$/;

function typeOf(key: string, value: unknown): NonNullable<PlainOutputField['type']> {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return id.test(key) ? 'integer' : 'number';
  return typeof value === 'string' && moment.test(value) ? 'datetime' : 'string';
}

function isObject(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
