import type { MemberPlan } from '../../form/plan.ts';

/** When invoices like this one are made again. */
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
