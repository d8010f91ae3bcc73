import type { FormField } from './schema-fields.ts';

/** The entered values by the path of their field. For variants: the index of the chosen one. */
export type Entered = Readonly<Record<string, string | boolean | undefined>>;

export interface ReadForm {
  /** The value to send to the API. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Missing values and invalid numbers, by the path of their field. */
  readonly errors: ReadonlyMap<string, string>;
}

/**
 * Converts the entered values to what the schema describes. Empty optional fields are omitted, and
 * so are optional groups without any input. Only required fields and numbers are checked here: the
 * relay validates the rest and names the field.
 */
export function readFields(options: {
  readonly fields: readonly FormField[];
  readonly entered: Entered;
}): ReadForm {
  const errors = new Map<string, string>();
  const value = readObject({ ...options, errors });
  return { value, errors };
}

interface Reading {
  readonly entered: Entered;
  readonly errors: Map<string, string>;
}

function readObject(
  reading: Reading & { readonly fields: readonly FormField[] },
): Record<string, unknown> {
  const { fields, ...rest } = reading;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = readField({ ...rest, field });
      return value === undefined ? [] : [[field.path.split('.').at(-1) ?? field.path, value]];
    }),
  );
}

function readField(reading: Reading & { readonly field: FormField }): unknown {
  const { field, entered, errors } = reading;
  const given = entered[field.path];
  switch (field.kind) {
    case 'check':
      return given ?? field.fallback;
    case 'group':
      if (!field.required && !hasAny(field.fields, entered)) return undefined;
      return readObject({ fields: field.fields, entered, errors });
    case 'variants': {
      const variant = field.variants[Number(given ?? 0)];
      if (variant === undefined) return undefined;
      if (!field.required && !hasAny(variant.fields, entered)) return undefined;
      return {
        ...variant.constants,
        ...readObject({ fields: variant.fields, entered, errors }),
      };
    }
    default:
      return readText({ field, text: typeof given === 'string' ? given : '', errors });
  }
}

function readText(options: {
  readonly field: FormField;
  readonly text: string;
  readonly errors: Map<string, string>;
}): unknown {
  const { field, text, errors } = options;
  // A secret may start or end with a space.
  const clean = field.kind === 'secret' ? text : text.trim();
  if (clean === '') {
    if (field.required) errors.set(field.path, `${field.title} is required.`);
    return undefined;
  }
  if (field.kind === 'lines') {
    return clean
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  if (field.kind !== 'number') return clean;
  const number = Number(clean);
  if (Number.isNaN(number)) errors.set(field.path, `${field.title} must be a number.`);
  return number;
}

function hasAny(fields: readonly FormField[], entered: Entered): boolean {
  return fields.some((field) => {
    if (field.kind === 'group') return hasAny(field.fields, entered);
    if (field.kind === 'variants') {
      return field.variants.some((variant) => hasAny(variant.fields, entered));
    }
    const given = entered[field.path];
    return given !== undefined && given !== '' && given !== false;
  });
}
