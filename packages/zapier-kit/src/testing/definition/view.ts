import type { BasicDisplay, PlainInputField, PlainOutputField } from 'zapier-platform-core';

import type { AnyApp } from './app.ts';

/** A form's field, and its position. */
export interface FieldView {
  readonly where: string;
  readonly field: PlainInputField;
  /** 0, or 1 for a field of line items. */
  readonly depth: number;
}

/** A trigger, search or create, as far as its definition can be checked without running it. */
export interface StepView {
  readonly kind: 'triggers' | 'searches' | 'creates';
  readonly where: string;
  /** The key under which the app lists it. */
  readonly name: string;
  readonly key: string;
  readonly noun: string | undefined;
  readonly label: string;
  readonly description: string;
  readonly hidden: boolean;
  readonly sample: Readonly<Record<string, unknown>> | undefined;
  /** Static ones; others are created by functions while somebody fills in the form. */
  readonly fields: readonly FieldView[];
  readonly outputFields: readonly PlainOutputField[];
  readonly operation: Readonly<Record<string, unknown>>;
}

/** What the three kinds of steps have in common. */
interface Step {
  readonly key: string;
  readonly noun?: string;
  readonly display: BasicDisplay;
  readonly operation: Readonly<Record<string, unknown>> & {
    readonly inputFields?: readonly unknown[];
    readonly outputFields?: readonly unknown[];
    readonly sample?: Readonly<Record<string, unknown>>;
  };
}

const kinds = ['triggers', 'searches', 'creates'] as const;

export function stepsOf(app: AnyApp): readonly StepView[] {
  return kinds.flatMap((kind) =>
    Object.entries(app[kind] ?? {}).map(([name, step]) => {
      const { key, noun, display, operation } = step as Step;
      const { inputFields, outputFields, sample } = operation;
      const where = `${kind}.${name}`;
      return {
        kind,
        where,
        name,
        key,
        noun,
        label: display.label ?? '',
        description: display.description ?? '',
        hidden: display.hidden ?? false,
        sample,
        fields: fieldsOf({ fields: inputFields ?? [], where, depth: 0 }),
        outputFields: (outputFields ?? []).filter(isWrittenDown) as PlainOutputField[],
        operation,
      };
    }),
  );
}

function fieldsOf(options: {
  readonly fields: readonly unknown[];
  readonly where: string;
  readonly depth: number;
}): readonly FieldView[] {
  const { fields, where, depth } = options;
  return (fields.filter(isWrittenDown) as PlainInputField[]).flatMap((field) => [
    { field, depth, where: `${where}.${field.key}` },
    ...fieldsOf({
      fields: field.children ?? [],
      where: `${where}.${field.key}`,
      depth: depth + 1,
    }),
  ]);
}

function isWrittenDown(field: unknown): boolean {
  return typeof field === 'object' && field !== null;
}
