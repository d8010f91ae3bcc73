import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

import type { AnyApp } from '../definition/app.ts';
import { stepsOf } from '../definition/view.ts';

/** What existing Zaps depend on. Plain JSON, in key order, for readable diffs. */
export interface Surface {
  /** The release that it belongs to. */
  readonly version: string;
  readonly authentication: {
    readonly type: string;
    readonly fields: Readonly<Record<string, InputSurface>>;
  };
  /** By `triggers.invoice_paid`, including those hidden behind a dropdown. */
  readonly steps: Readonly<Record<string, StepSurface>>;
  /** Keys of searches that can also create. */
  readonly searchOrCreates: readonly string[];
}

export interface StepSurface {
  /** Of triggers: `hook` or `polling`. */
  readonly type?: string;
  /** Whether users cannot choose it. */
  readonly hidden: boolean;
  /** By key; `line_items[]cost` for a field of line items. */
  readonly input: Readonly<Record<string, InputSurface>>;
  /** Types by key. */
  readonly output: Readonly<Record<string, string>>;
}

export interface InputSurface {
  readonly type: string;
  /** Without a default to replace it. */
  readonly required: boolean;
  /** The stored value of each choice, sorted, if they are static. */
  readonly choices?: readonly string[];
}

/** Fields and choices created by functions while a Zap is built are not visible here. */
export function surfaceOf(app: AnyApp): Surface {
  const { version, authentication, searchOrCreates = {} } = app;
  return {
    version,
    authentication: {
      type: authentication?.type ?? 'none',
      fields: byKey(authentication?.fields ?? [], ({ key, ...field }) => [key, inputOf(field)]),
    },
    steps: byKey(stepsOf(app), (step) => {
      const { kind, where, hidden, operation, outputFields, fields } = step;
      const type = kind === 'triggers' ? { type: String(operation['type'] ?? 'polling') } : {};
      const input = byKey(fields, (view) => [
        view.where.slice(where.length + 1).replaceAll('.', '[]'),
        inputOf(view.field),
      ]);
      const output = byKey(outputFields, (field) => [field.key, typeOf(field)]);
      return [where, { ...type, hidden, input, output }];
    }),
    searchOrCreates: Object.keys(searchOrCreates).toSorted(),
  };
}

function inputOf(
  field: Pick<PlainInputField, 'type' | 'list' | 'children' | 'required' | 'default' | 'choices'>,
): InputSurface {
  const isFilledIn = field.default !== undefined && field.default !== '';
  const choices = choicesOf(field);
  return {
    type: typeOf(field),
    required: field.required === true && !isFilledIn,
    ...(choices && { choices: choices.toSorted() }),
  };
}

function choicesOf({ choices }: Pick<PlainInputField, 'choices'>): readonly string[] | undefined {
  if (choices === undefined) return undefined;
  if (Array.isArray(choices)) {
    return choices.map((choice) => (typeof choice === 'string' ? choice : choice.value));
  }
  // Labels are texts; functions that fetch choices are not.
  const isFetched = 'perform' in choices && typeof choices['perform'] !== 'string';
  return isFetched ? undefined : Object.keys(choices);
}

function typeOf(
  field: Pick<PlainInputField, 'list' | 'children'> &
    Pick<PlainInputField | PlainOutputField, 'type'>,
): string {
  if (field.children !== undefined) return 'group';
  const type = field.type ?? 'string';
  return field.list === true ? `list of ${type}` : type;
}

function byKey<Item, Value>(
  items: readonly Item[],
  entryOf: (item: Item) => readonly [string, Value],
): Readonly<Record<string, Value>> {
  const entries = items.map(entryOf);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
