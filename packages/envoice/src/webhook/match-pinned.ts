import { verifyWithScheme } from '@invoice-relay/core/signature';
import type { SchemePart, SignatureScheme } from '@invoice-relay/core/signature';

import { holdsInexactNumber } from '@invoice-relay/core/json';
import type { SignedMaterial } from './material.ts';

const twins: Partial<Record<SchemePart, SchemePart>> = {
  activity: 'activityCompact',
  activityCompact: 'activity',
};

/**
 * The pinned scheme if the signature fits it, or its twin if it fits that, or `undefined`.
 *
 * The twin has `activityCompact` for `activity`, or the other way round. A scheme is usually pinned
 * on an activity without white space, from which nobody can tell the two apart; so the first one
 * with white space may show that the vendor meant the other. Both say the same to whoever reads
 * the activity, so the twin trusts nothing that the pinned scheme would not.
 */
export function matchPinned(
  options: SignedMaterial & { readonly scheme: SignatureScheme },
): SignatureScheme | undefined {
  const { scheme, ...signed } = options;
  return [scheme, ...twinOf(scheme)].find((candidate) => fits({ scheme: candidate, ...signed }));
}

function twinOf(scheme: SignatureScheme): readonly SignatureScheme[] {
  const hasTwin = scheme.parts.some((part) => part in twins);
  return hasTwin ? [{ ...scheme, parts: scheme.parts.map((part) => twins[part] ?? part) }] : [];
}

function fits(options: SignedMaterial & { readonly scheme: SignatureScheme }): boolean {
  if (!verifyWithScheme(options)) return false;
  const { parts } = options.scheme;
  // Serialising again rounds a number that JavaScript cannot hold, so its last digits would not be
  // covered by the signature: they could be anyone's.
  const isRounded = parts.includes('activityCompact') && !parts.includes('activity');
  return !isRounded || !holdsInexactNumber(new TextDecoder().decode(options.material.activity));
}
