import { fieldName, labelOf } from '@invoice-relay/envoice/forms';
import type { FieldPath, NameField } from '@invoice-relay/envoice/forms';

import { planOf } from './plan.ts';
import type { FormPlan, MemberPlan } from './plan.ts';

/**
 * The label of a field in a form. @param within the prefix of the labels in its group: `Billing `
 */
export function labelIn({ member, field }: MemberPlan, within = ''): string {
  return field?.label ?? `${within}${labelOf(member)}`;
}

/** Zapier's forms are flat: the parts of an address are separate fields, `Billing Country`. */
export function labelOfGroup(member: string): string {
  return `${labelOf(member).replace(/ Details$/, '')} `;
}

/** How errors name the fields of a form: like the form itself. */
export function namesIn({ members }: Pick<FormPlan, 'members'>): NameField {
  return (path) => nameIn(members, path, '') ?? fieldName(path);
}

function nameIn(
  members: FormPlan['members'],
  [member, ...rest]: FieldPath,
  within: string,
): string | undefined {
  const plan = members.map(planOf).find((one) => one.member === member);
  if (plan === undefined) return undefined;
  const label = labelIn(plan, within);
  const [row, ...inner] = rest;
  if (row === undefined) return label;
  if (typeof row === 'string') return nameIn(plan.members ?? [], rest, labelOfGroup(plan.member));
  if (inner.length === 0) return `${label} ${row + 1}`;
  const name = nameIn(plan.members ?? [], inner, '');
  return name === undefined ? undefined : `${label} ${row + 1} → ${name}`;
}
