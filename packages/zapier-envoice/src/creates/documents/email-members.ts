import type { MemberPlan } from '../../form/plan.ts';

/** The parts of an email to a client. */
export const emailMembers: readonly MemberPlan[] = [
  {
    member: 'Subject',
    field: { helpText: 'The subject of the email. Leave it empty for the usual one of Envoice.' },
  },
  {
    member: 'Message',
    field: { helpText: 'The text of the email. Leave it empty for the usual one of Envoice.' },
  },
  { member: 'AttachPdf', field: { helpText: 'Whether the PDF comes with the email.' } },
  {
    member: 'SendToSelf',
    field: { helpText: 'Whether you get a copy of the email, at the address of your account.' },
  },
];
