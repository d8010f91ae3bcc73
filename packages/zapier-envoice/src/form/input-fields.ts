import {
  describeMember,
  listFor,
  membersOf,
  resolveSchema,
  titleOf,
} from '@invoice-relay/envoice/forms';
import type { JsonSchema } from '@invoice-relay/envoice/operations';
import type { PlainInputField } from 'zapier-platform-core';

import { listField } from '../lists/list-field.ts';
import { keyIn } from './keys.ts';
import { labelIn, labelOfGroup } from './names.ts';
import { planOf } from './plan.ts';
import type { FormPlan, MemberPlan } from './plan.ts';

/** Members for multi-line text. */
const longTexts: ReadonlySet<string> = new Set(['Address', 'Message', 'Note', 'Notes', 'Terms']);

/** The fields of a form, with types, choices and dropdowns from Envoice's model. */
export function inputFieldsOf({ model, resource, members }: FormPlan): PlainInputField[] {
  return fieldsOf({ schema: model, resource, members, prefix: '', labelPrefix: '' });
}

function fieldsOf(options: {
  readonly schema: string | JsonSchema;
  readonly resource: string;
  readonly members: FormPlan['members'];
  readonly prefix: string;
  readonly labelPrefix: string;
}): PlainInputField[] {
  const { schema, resource, members, prefix, labelPrefix } = options;
  const described = membersOf(schema);
  return members.map(planOf).flatMap((plan) => {
    const member = described[plan.member];
    if (member === undefined) throw new TypeError(`The model has no ${plan.member}`);
    const resolved = resolveSchema(member);
    const key = `${prefix}${keyIn(plan)}`;
    if (resolved.type === 'object') {
      return fieldsOf({
        schema: resolved,
        resource,
        members: plan.members ?? [],
        prefix: `${key}_`,
        labelPrefix: labelOfGroup(plan.member),
      });
    }
    return [fieldOf({ plan, resource, schema: resolved, key, label: labelIn(plan, labelPrefix) })];
  });
}

function fieldOf(options: {
  readonly plan: MemberPlan;
  readonly resource: string;
  readonly schema: JsonSchema;
  readonly key: string;
  readonly label: string;
}): PlainInputField {
  const { plan, resource, schema, key, label } = options;
  const { member, members, field = {} } = plan;
  if (members !== undefined && schema.items) {
    const children = fieldsOf({
      schema: schema.items,
      resource,
      members,
      prefix: '',
      labelPrefix: '',
    });
    // Zapier does not support a help text for a group of fields.
    return { key, label, required: false, ...field, children };
  }
  const list = listFor({ member, resource });
  const helpText = describeMember({ member, resource });
  return {
    key,
    label,
    required: false,
    ...(helpText === undefined ? {} : { helpText: inSentences(helpText) }),
    ...(list === undefined ? typeOf(member, schema) : listField(list)),
    ...field,
  };
}

function inSentences(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function typeOf(member: string, schema: JsonSchema): Partial<PlainInputField> {
  if (schema.enum) {
    return {
      type: 'string',
      choices: Object.fromEntries(schema.enum.map((name) => [name, titleOf(name)])),
    };
  }
  // Lists of objects with one text: users enter the texts.
  if (schema.items) return { type: 'string', list: true };
  if (schema.type === 'boolean' || schema.type === 'integer' || schema.type === 'number') {
    return { type: schema.type };
  }
  if (schema.format === 'date-time') return { type: 'datetime' };
  return { type: longTexts.has(member) ? 'text' : 'string' };
}
