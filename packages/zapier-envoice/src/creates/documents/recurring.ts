import type { Run } from '@invoice-relay/zapier-kit';
import { readSwitch } from '@invoice-relay/zapier-kit';
import type { Bundle, InputField, PlainInputField, ZObject } from 'zapier-platform-core';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan, MemberPlan } from '../../form/plan.ts';
import { isFilledIn } from '../../form/read-form.ts';

/** When invoices like this one are created again. */
export const recurring: MemberPlan = {
  member: 'RecurringProfile',
  key: 'recurring',
  members: [
    {
      member: 'RecurrancePattern',
      key: 'pattern',
      field: {
        label: 'Repeats',
        helpText: 'How often Envoice makes an invoice like this one, for an invoice that repeats.',
      },
    },
    {
      member: 'RecurranceValue',
      key: 'every',
      field: {
        label: 'Repeats Every',
        helpText: 'Every how many days, weeks, months or years: 2 for every second.',
      },
    },
    {
      member: 'StartOfRecurrance',
      key: 'start_date',
      field: { label: 'Repeats From', helpText: 'The day of the first invoice.' },
    },
    {
      member: 'EndOfRecurrance',
      key: 'end_date',
      field: { label: 'Repeats Until', helpText: 'The day of the last invoice at the latest.' },
    },
    {
      member: 'DayOfWeek',
      field: {
        label: 'Repeats on Weekday',
        helpText: 'The day of the week, for what repeats weekly.',
      },
    },
    {
      member: 'DayOfMonth',
      field: {
        label: 'Repeats on Day of Month',
        helpText: 'From 1 to 31, for what repeats monthly or yearly.',
      },
    },
    {
      member: 'Month',
      field: { label: 'Repeats in Month', helpText: 'From 1 to 12, for what repeats yearly.' },
    },
    {
      member: 'DueDateInDays',
      key: 'due_in_days',
      field: {
        label: 'Recurring Payment Term (Days)',
        helpText: 'How many days after its issue date each of them is due.',
      },
    },
    {
      member: 'Title',
      field: { label: 'Recurring Title', helpText: 'What the series of invoices is called.' },
    },
    {
      member: 'Status',
      field: { label: 'Recurring Status', helpText: 'The status that the series begins with.' },
    },
  ],
};

const repeatField: PlainInputField = {
  key: 'repeats',
  label: 'Repeat This Invoice',
  type: 'boolean',
  required: false,
  altersDynamicFields: true,
  helpText:
    'Whether Envoice is to make invoices like this one again and again. Yes shows the fields that say when.',
};

const prefix = `${recurring.key}_`;

/** The fields that say when: only shown to those who want them. */
export function foldedRecurring({
  model,
  resource,
}: Pick<FormPlan, 'model' | 'resource'>): readonly InputField[] {
  const fields = inputFieldsOf({ model, resource, members: [recurring] });
  const unfold = (_z: ZObject, { inputData }: Bundle) => (wants(inputData) ? fields : []);
  return [repeatField, unfold as unknown as InputField];
}

/** Whether to show the fields: also if a Zap has filled them in without an explicit choice. */
function wants(input: Run['input']): boolean {
  const said = input[repeatField.key];
  if (isFilledIn(said)) return readSwitch(said, repeatField.label!);
  return Object.keys(input).some((key) => key.startsWith(prefix) && isFilledIn(input[key]));
}

/** The input, without hidden fields, which do not count. */
export function withoutFolded(input: Run['input']): Run['input'] {
  if (wants(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !key.startsWith(prefix)));
}
