import type { PlainInputField } from 'zapier-platform-core';

import type { AnyApp } from './definition/app.ts';
import type { Tester } from './tester.ts';

/** A field of a form: `within` is its group of line items. */
interface Asked {
  readonly field: PlainInputField;
  readonly within?: PlainInputField;
}

type Unfold = (z: object, bundle: object) => PlainInputField[];

/** Invalid for every field: neither text nor number, nor one of the choices. */
const nonsense = { no: { such: 'value' } };

/** Every step with a form of its own that reports invalid input. */
export function stepsOf({ creates, searches }: AnyApp): readonly string[] {
  return [...Object.keys(creates ?? {}), ...Object.keys(searches ?? {})];
}

/**
 * Where errors of a step name its fields differently from its form: it is run with each of them
 * filled in wrong, and errors that name another field are reported.
 *
 * @param options.step one of `stepsOf`
 * @param options.filledIn completes forms beyond their required fields, by key, and reveals
 *   dependent fields
 * @param options.ignored keys of fields that steps do not read
 */
export async function misnamedFields(options: {
  readonly app: AnyApp;
  readonly step: string;
  readonly tester: Tester;
  readonly filledIn?: Readonly<Record<string, unknown>>;
  readonly ignored?: readonly string[];
}): Promise<readonly string[]> {
  const { app, step, tester, filledIn = {}, ignored = [] } = options;
  const create = app.creates?.[step];
  const { operation } = create ?? app.searches![step]!;
  const all = fieldsOf(operation.inputFields ?? [], filledIn);
  const read = all.filter(({ field }) => !ignored.includes(field.key));
  return create === undefined
    ? await misnamedBySearch({ step, fields: read, tester })
    : await misnamedByCreate({ step, fields: read, tester, base: complete(all, filledIn) });
}

async function misnamedByCreate(options: {
  readonly step: string;
  readonly fields: readonly Asked[];
  readonly tester: Tester;
  readonly base: Readonly<Record<string, unknown>>;
}): Promise<readonly string[]> {
  const { step, fields, tester, base } = options;
  const problems: string[] = [];
  for (const { field, within } of fields) {
    const given = { [field.key]: field.list ? [nonsense] : nonsense };
    const [row] = within ? [base[within.key] ?? {}].flat() : [];
    const wrong = within ? { [within.key]: [{ ...(row as object), ...given }] } : given;
    const label = within ? `${within.label} 1 → ${field.label}` : field.label;
    const named = await namedBy(tester.create(step, { ...base, ...wrong }));
    if (named !== label) problems.push(`${label} is named ${named}`);
  }
  return problems;
}

/** A search ignores nonsense, and text that nothing has is simply not found. */
async function misnamedBySearch(options: {
  readonly step: string;
  readonly fields: readonly Asked[];
  readonly tester: Tester;
}): Promise<readonly string[]> {
  const { step, fields, tester } = options;
  const problems: string[] = [];
  const labels = fields.map(({ field }) => field.label).join(', ');
  const missing = await namedBy(tester.search(step, {}));
  if (missing !== undefined && !labels.includes(missing))
    problems.push(`${missing} is not a field`);
  for (const { field } of fields) {
    const wrong = { ...complete(fields, {}), [field.key]: 'no such value' };
    const named = await namedBy(tester.search(step, wrong));
    if (named !== undefined && named !== field.label) {
      problems.push(`${field.label} is named ${named}`);
    }
  }
  return problems;
}

function fieldsOf(
  inputFields: readonly unknown[],
  inputData: Readonly<Record<string, unknown>>,
): readonly Asked[] {
  return inputFields
    .flatMap((given) =>
      typeof given === 'function'
        ? (given as Unfold)({}, { inputData })
        : [given as PlainInputField],
    )
    .flatMap(({ children, ...field }) =>
      children === undefined
        ? [{ field }]
        : (children as PlainInputField[]).map((child) => ({ field: child, within: field })),
    );
}

/** So that parsing continues to the tested field. */
function complete(
  fields: readonly Asked[],
  filledIn: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = new Set(fields.map(({ field, within }) => (within ?? field).key));
  const required = fields.filter(({ field, within }) => field.required && within === undefined);
  return {
    ...Object.fromEntries(
      required.map(({ field: { key, choices } }) => [key, Object.keys(choices ?? {})[0] ?? '1']),
    ),
    ...Object.fromEntries(Object.entries(filledIn).filter(([key]) => keys.has(key))),
  };
}

/** What an error of a step names, before its first colon; undefined if there is none. */
async function namedBy(running: Promise<unknown>): Promise<string | undefined> {
  const error = await running.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  if (error === undefined) return undefined;
  const { message } = JSON.parse(error.message) as { readonly message: string };
  return message.split(': ')[0];
}
