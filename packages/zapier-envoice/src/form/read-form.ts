import { InputError } from '@invoice-relay/core/errors';
import { isRecord, readBody } from '@invoice-relay/envoice/forms';
import type { AccountLists, Body } from '@invoice-relay/envoice/forms';
import { timezoneOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

import { keyIn } from './keys.ts';
import { labelIn, namesIn } from './names.ts';
import { isRequired, planOf } from './plan.ts';
import type { FormPlan } from './plan.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The input, as the body that Envoice takes.
 *
 * @throws {InputError} which names the field
 */
export async function readForm(options: {
  readonly run: Pick<Run, 'input' | 'bundle'>;
  readonly plan: FormPlan;
  readonly lists: AccountLists;
}): Promise<Body> {
  const { run, plan, lists } = options;
  const { model, resource, members } = plan;
  const body = await readBody({
    schema: model,
    values: byMember({ input: run.input, members, prefix: '' }),
    reading: { lists, timezone: timezoneOf(run.bundle), resource, nameOf: namesIn(plan) },
  });
  requireAll(body, members);
  return body;
}

/** Zapier requires required fields in its editor; values from earlier steps may be empty. */
function requireAll(body: Body, members: FormPlan['members']): void {
  for (const plan of members.map(planOf)) {
    if (!isRequired(plan) || body[plan.member] !== undefined) continue;
    throw new InputError({
      field: labelIn(plan),
      problem: 'this is empty',
      fix: 'Fill it in. If it comes from an earlier step, check what it returned.',
    });
  }
}

/** From keys of the form to members of the model. */
function byMember(options: {
  readonly input: Values;
  readonly members: FormPlan['members'];
  readonly prefix: string;
}): Values {
  const { input, members, prefix } = options;
  const values: Record<string, unknown> = {};
  for (const plan of members.map(planOf)) {
    const { member, members: inner } = plan;
    const key = `${prefix}${keyIn(plan)}`;
    const value = input[key];
    if (inner === undefined) {
      if (isFilledIn(value)) values[member] = value;
    } else if (key in input) {
      const rows = rowsOf(value);
      // An empty list would remove the lines of an updated document.
      if (rows.length > 0) values[member] = rows.map((row) => rowByMember(row, inner));
    } else {
      const group = byMember({ input, members: inner, prefix: `${key}_` });
      if (Object.keys(group).length > 0) values[member] = group;
    }
  }
  return values;
}

function rowByMember(row: unknown, members: FormPlan['members']): unknown {
  return isRecord(row) ? byMember({ input: row, members, prefix: '' }) : row;
}

/** Line items without empty ones, which Zapier sends for an empty form. */
function rowsOf(value: unknown): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rows.filter((row) => (isRecord(row) ? Object.values(row) : [row]).some(isFilledIn));
}

/** Whether there is a value: white space is none, nor is a list without values. */
export function isFilledIn(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilledIn);
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && value !== null;
}
