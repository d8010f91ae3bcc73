import type { Subject } from '@invoice-relay/core/events';

import { jsonValue } from '@invoice-relay/core/json';
import type { RawMember, RawMembers } from '@invoice-relay/core/json';
import { vendorId } from '../vendor-id.ts';
import type { EnvoiceSubjectKind } from './activity-types.ts';

/** The members of an activity that name a subject, in the order in which they are tried. */
export const subjectMembers: readonly {
  readonly kind: EnvoiceSubjectKind;
  readonly id: string;
  readonly number: string;
}[] = [
  { kind: 'invoice', id: 'InvoiceId', number: 'InvoiceNumber' },
  { kind: 'order', id: 'OrderId', number: 'OrderNumber' },
  { kind: 'estimate', id: 'EstimationId', number: 'EstimationNumber' },
];

export interface FoundSubject {
  readonly subject: Subject;
  /** The members that the subject was made from. */
  readonly members: readonly string[];
}

/**
 * What an activity is about: the one whose id it carries, whatever its type usually is about. With
 * several ids (an invoice made from an order carries both) it is the type's own kind, else the
 * first of invoice, order, estimation. Without any id it is about nothing we could name.
 */
export function findSubject(options: {
  readonly members: RawMembers;
  readonly defaultKind: EnvoiceSubjectKind | undefined;
}): FoundSubject | null {
  const present = subjectMembers.flatMap(({ kind, ...names }) => {
    const id = vendorId(options.members.get(names.id));
    return id === null ? [] : [{ kind, id, names }];
  });
  const found = present.find(({ kind }) => kind === options.defaultKind) ?? present[0];
  if (!found) return null;
  const number = numberText(options.members.get(found.names.number));
  return {
    subject: { kind: found.kind, id: found.id, number },
    members: number === null ? [found.names.id] : [found.names.id, found.names.number],
  };
}

/** The number that people call a document by. Text, though some writers leave out the quotes. */
function numberText(member: RawMember | undefined): string | null {
  if (member?.kind === 'number' && Number(member.source) !== 0) return member.source;
  if (member?.kind !== 'string') return null;
  return String(jsonValue(member.source)) || null;
}
