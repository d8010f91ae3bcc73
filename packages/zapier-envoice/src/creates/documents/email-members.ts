import type { MemberPlan } from '../../form/plan.ts';

/** The parts of an email to a client. */
export const emailMembers: readonly MemberPlan[] = [
  {
    member: 'Subject',
    field: { helpText: 'The subject of the email. Leave empty for Envoice’s default.' },
  },
  {
    member: 'Message',
    field: { helpText: 'The text of the email. Leave empty for Envoice’s default.' },
  },
  { member: 'AttachPdf', field: { helpText: 'Whether to attach the PDF to the email.' } },
  {
    member: 'SendToSelf',
    field: { helpText: 'Whether to send a copy of the email to your account’s address.' },
  },
];
