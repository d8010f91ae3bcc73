import * as v from 'valibot';

import { type SchemePart, type SignatureScheme, signatureSchemeSchema } from './scheme.ts';

const secretParts: ReadonlySet<SchemePart> = new Set(['authKey', 'authSecret']);

/**
 * Whether the scheme uses the auth key or the auth secret at all. A signature that does not can be
 * computed by anyone who can write the payload: it proves nothing, and must never be trusted.
 */
export function schemeUsesSecret(scheme: SignatureScheme): boolean {
  return [scheme.key, ...scheme.parts].some((part) => part !== undefined && secretParts.has(part));
}

/**
 * Whether the scheme covers the activity's content. If not, anyone who has seen one valid signature
 * can send any content with it.
 */
export function schemeCoversActivity(scheme: SignatureScheme): boolean {
  return [scheme.key, ...scheme.parts].some(
    (part) => part === 'activity' || part === 'activityCompact' || part === 'payload',
  );
}

/** A scheme that may be pinned to a connection: one whose signatures prove something. */
export const trustworthySchemeSchema = v.pipe(
  signatureSchemeSchema,
  v.check(
    schemeUsesSecret,
    'A scheme to verify with needs "authKey" or "authSecret" as its key or among its parts: without either, anyone can make the signature.',
  ),
);
