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
  /** The members that the subject was read from. */
  readonly members: readonly string[];
}

/**
 * Returns the subject of an activity: the document whose id it contains, whatever its type is
 * usually about. With several ids (an invoice created from an order contains both) it is the type's
 * own kind, otherwise the first of invoice, order, estimation. Without any id there is no subject.
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

/** The number that people use for a document. Text, though some writers omit the quotes. */
function numberText(member: RawMember | undefined): string | null {
  if (member?.kind === 'number' && Number(member.source) !== 0) return member.source;
  if (member?.kind !== 'string') return null;
  return String(jsonValue(member.source)) || null;
}
