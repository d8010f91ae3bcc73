import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

import type { AnyApp } from '../definition/app.ts';
import { stepsOf } from '../definition/view.ts';

/** What Zaps, once made, count on. Plain JSON, in the order of its keys, for easy reading of diffs. */
export interface Surface {
  /** Of the release that it belongs to. */
  readonly version: string;
  readonly authentication: {
    readonly type: string;
    readonly fields: Readonly<Record<string, InputSurface>>;
  };
  /** By `triggers.invoice_paid`, also those that are hidden behind a dropdown. */
  readonly steps: Readonly<Record<string, StepSurface>>;
  /** Keys of searches that can also create. */
  readonly searchOrCreates: readonly string[];
}

export interface StepSurface {
  /** Of triggers: `hook` or `polling`. */
  readonly type?: string;
  /** Whether people cannot choose it. */
  readonly hidden: boolean;
  /** By key; `line_items[]cost` for a field of line items. */
  readonly input: Readonly<Record<string, InputSurface>>;
  /** Types by key. */
  readonly output: Readonly<Record<string, string>>;
}

export interface InputSurface {
  readonly type: string;
  /** Without a default that would stand in for it. */
  readonly required: boolean;
  /** What a Zap keeps of each choice, sorted, where they are written down. */
  readonly choices?: readonly string[];
}

/** Fields and choices that functions make while a Zap is built cannot be seen from here. */
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
  // Labels are texts; what fetches choices is not.
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
