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
        helpText: 'How often Envoice creates an invoice like this one.',
      },
    },
    {
      member: 'RecurranceValue',
      key: 'every',
      field: {
        label: 'Repeats Every',
        helpText:
          'The number of days, weeks, months or years between invoices: 2 for every other one.',
      },
    },
    {
      member: 'StartOfRecurrance',
      key: 'start_date',
      field: { label: 'Repeats From', helpText: 'The date of the first invoice.' },
    },
    {
      member: 'EndOfRecurrance',
      key: 'end_date',
      field: { label: 'Repeats Until', helpText: 'The latest date of the last invoice.' },
    },
    {
      member: 'DayOfWeek',
      field: {
        label: 'Repeats on Weekday',
        helpText: 'The day of the week, for weekly invoices.',
      },
    },
    {
      member: 'DayOfMonth',
      field: {
        label: 'Repeats on Day of Month',
        helpText: 'From 1 to 31, for monthly or yearly invoices.',
      },
    },
    {
      member: 'Month',
      field: { label: 'Repeats in Month', helpText: 'From 1 to 12, for yearly invoices.' },
    },
    {
      member: 'DueDateInDays',
      key: 'due_in_days',
      field: {
        label: 'Recurring Payment Term (Days)',
        helpText: 'The number of days after its issue date that each invoice is due.',
      },
    },
    {
      member: 'Title',
      field: { label: 'Recurring Title', helpText: 'The name of the series of invoices.' },
    },
    {
      member: 'Status',
      field: { label: 'Recurring Status', helpText: 'The initial status of the series.' },
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
    'Whether Envoice creates invoices like this one repeatedly. Yes shows the fields for the schedule.',
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
