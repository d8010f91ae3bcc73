import type { JsonObject } from '@invoice-relay/core/models';

interface FieldBase {
  /** Path of its value: `credentials.auth.username`. */
  readonly path: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly required: boolean;
}

/** A form field derived from part of a JSON Schema. */
export type FormField =
  | (FieldBase & {
      readonly kind: 'text' | 'secret' | 'number' | 'lines';
      /** The default if nothing is entered. */
      readonly fallback: string | undefined;
    })
  | (FieldBase & { readonly kind: 'check'; readonly fallback: boolean })
  | (FieldBase & { readonly kind: 'choice'; readonly choices: readonly string[] })
  | (FieldBase & { readonly kind: 'group'; readonly fields: readonly FormField[] })
  | (FieldBase & { readonly kind: 'variants'; readonly variants: readonly FormVariant[] });

export interface FormVariant {
  readonly title: string;
  readonly description: string | undefined;
  /** Discriminating properties, such as `{ kind: 'basic' }`, which the user does not enter. */
  readonly constants: Readonly<Record<string, unknown>>;
  readonly fields: readonly FormField[];
}

/**
 * Returns the form fields for an object described by a JSON Schema. Unsupported types become text
 * fields.
 */
export function fieldsOf(options: {
  readonly schema: JsonObject;
  readonly path: string;
}): readonly FormField[] {
  const { schema, path } = options;
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  return Object.entries(objectOf(schema['properties'])).flatMap(([name, property]) => {
    const member = objectOf(property);
    if ('const' in member) return [];
    return [
      fieldOf({
        schema: member,
        path: path === '' ? name : `${path}.${name}`,
        name,
        required: required.has(name),
      }),
    ];
  });
}

function fieldOf(options: {
  readonly schema: JsonObject;
  readonly path: string;
  readonly name: string;
  readonly required: boolean;
}): FormField {
  const { schema, path, name, required } = options;
  const base = {
    path,
    required,
    title: textOf(schema['title']) ?? words(name),
    description: textOf(schema['description']),
  };
  const variants = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(variants)) {
    return {
      ...base,
      kind: 'variants',
      variants: variants.map((one) => variantOf(objectOf(one), path)),
    };
  }
  if (Array.isArray(schema['enum'])) {
    return { ...base, kind: 'choice', choices: schema['enum'].map(String) };
  }
  const fallback = schema['default'];
  switch (schema['type']) {
    case 'object':
      return { ...base, kind: 'group', fields: fieldsOf({ schema, path }) };
    case 'boolean':
      return { ...base, kind: 'check', fallback: fallback === true };
    case 'integer':
    case 'number':
      return { ...base, kind: 'number', fallback: shown(fallback) };
    case 'array':
      return { ...base, kind: 'lines', fallback: undefined };
    default:
      return { ...base, kind: isSecret(schema) ? 'secret' : 'text', fallback: shown(fallback) };
  }
}

function variantOf(schema: JsonObject, path: string): FormVariant {
  const constants = Object.entries(objectOf(schema['properties'])).flatMap(([name, property]) => {
    const member = objectOf(property);
    return 'const' in member ? [[name, member['const']] as const] : [];
  });
  return {
    title: textOf(schema['title']) ?? constants.map(([, value]) => String(value)).join(' '),
    description: textOf(schema['description']),
    constants: Object.fromEntries(constants),
    fields: fieldsOf({ schema, path }),
  };
}

/** Whether the input must be hidden while typing. */
function isSecret(schema: JsonObject): boolean {
  return schema['format'] === 'password' || schema['writeOnly'] === true;
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function shown(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** Derives a label from a property name if the schema has no title: `Base URL` for `baseUrl`. */
function words(name: string): string {
  const spaced = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
    .replaceAll(/\b(url|api|id)\b/g, (word) => word.toUpperCase());
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
