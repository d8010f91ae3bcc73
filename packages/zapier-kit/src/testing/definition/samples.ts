import type { PlainOutputField } from 'zapier-platform-core';

import { namesakes } from './fields.ts';
import type { DefinitionProblem } from './problem.ts';
import type { StepView } from './view.ts';

/** D010, D012, D023 and D024: what people map before a step has run is what it will return. */
export function sampleProblems(steps: readonly StepView[]): readonly DefinitionProblem[] {
  return steps.flatMap((step) => {
    const { where, sample, outputFields, hidden } = step;
    if (sample === undefined || Object.keys(sample).length === 0) {
      return [{ code: 'D012', where, problem: 'provide a sample of the output' }];
    }
    const problems: DefinitionProblem[] = [];
    const { id } = sample;
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '') {
      problems.push({ code: 'D010', where, problem: 'give the sample an "id"' });
    }
    if (!hidden && outputFields.length === 0) {
      problems.push({ code: 'D024', where, problem: 'label the output ("outputFields")' });
    }
    return [
      ...problems,
      ...dateProblems(sample, `${where}.sample`),
      ...contradictions(sample, `${where}.sample`),
      ...outputFields.flatMap((field) => outputProblems({ field, sample, where })),
      ...namesakes(
        outputFields.map(({ key, label = '' }) => ({ label, where: outputWhere(where, key) })),
      ),
    ];
  });
}

/** A date in a country-specific order, a month by name, or a time without a time zone. */
const unclear =
  /^\d{1,2}[ ./-](?:\d{1,2}|[A-Z][a-z]{2,8})[ ./-]\d{2,4}\b|^[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\b|^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

function dateProblems(value: unknown, where: string): readonly DefinitionProblem[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      dateProblems(inner, `${where}.${name}`),
    );
  }
  if (typeof value !== 'string' || !unclear.test(value)) return [];
  const problem = `write dates in ISO 8601, and times with an offset: ${value}`;
  return [{ code: 'D023', where, problem }];
}

/** What the fields at the top say differently from the document that they are taken from. */
function contradictions(
  sample: Readonly<Record<string, unknown>>,
  where: string,
): readonly DefinitionProblem[] {
  const kind = ['invoice', 'order', 'estimate'].find((one) => one in sample);
  return ['number', 'status', 'currency'].flatMap((name) => {
    const value = valuesAt(sample, `${kind}__${name}`)[0] ?? null;
    // What the document lacks may be known otherwise.
    if (value === null || value === sample[name]) return [];
    const problem = `say the same as ${kind}.${name}, which is ${JSON.stringify(value)}`;
    return [{ code: 'review', where: `${where}.${name}`, problem }];
  });
}

function outputProblems(options: {
  readonly field: PlainOutputField;
  readonly sample: Readonly<Record<string, unknown>>;
  readonly where: string;
}): readonly DefinitionProblem[] {
  const { field, sample } = options;
  const where = outputWhere(options.where, field.key);
  if ((field.label ?? '') === '') {
    return [{ code: 'D024', where, problem: 'give it a label' }];
  }
  const values = valuesAt(sample, field.key);
  if (values.length === 0) return [{ code: 'D024', where, problem: 'include it in the sample' }];
  const wrong = values
    .flatMap((value) => (field.list ? value : [value]))
    .filter((value) => value !== null && !fits(value, field.type));
  if (wrong.length === 0) return [];
  const problem = `the sample has ${JSON.stringify(wrong[0])}, which is not of type ${field.type ?? 'string'}`;
  return [{ code: 'D024', where, problem }];
}

function outputWhere(step: string, key: string): string {
  return `${step}.outputFields.${key}`;
}

/** The values at `buyer__name` or `lines[]name`; none if there is no such member. */
function valuesAt(sample: unknown, key: string): readonly unknown[] {
  if (typeof sample !== 'object' || sample === null) return [];
  if (Array.isArray(sample)) return sample.flatMap((item) => valuesAt(item, key));
  const members = sample as Readonly<Record<string, unknown>>;
  if (key in members) return [members[key]];
  const [, name = '', rest = ''] = /^(.+?)(?:__|\[\])(.+)$/.exec(key) ?? [];
  return name in members ? valuesAt(members[name], rest) : [];
}

function fits(value: unknown, type: PlainOutputField['type'] = 'string'): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number';
  if (type === 'datetime') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
  return typeof value === 'string';
}
