import { exactNumber, jsonValue } from '@invoice-relay/core/json';
import type { RawMember } from '@invoice-relay/core/json';

/**
 * What may serve as an id: Envoice's are integers, and a future GUID would still fit. Anything
 * longer or stranger is not one, so that no id can break a database key or a URL.
 */
const idPattern = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * Returns an id of Envoice as text, with every digit as written, or `null` if there is none: a
 * missing member, `null`, `""`, 0, or something that cannot be an id.
 */
export function vendorId(member: RawMember | undefined): string | null {
  const text = idText(member);
  if (text === null || !idPattern.test(text) || /^0+$/.test(text)) return null;
  return text;
}

function idText(member: RawMember | undefined): string | null {
  if (member?.kind === 'string') return String(jsonValue(member.source));
  if (member?.kind !== 'number') return null;
  if (/^\d+$/.test(member.source)) return member.source;
  // Some writers write an integer as `3971.0`.
  const value = exactNumber(member.source);
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

/** Whether this member means that there is no id or number: Envoice writes 0, `null` and `""`. */
export function isAbsent(member: RawMember): boolean {
  if (member.kind === 'number') return Number(member.source) === 0;
  return ['null', '""', '"0"'].includes(member.source);
}
