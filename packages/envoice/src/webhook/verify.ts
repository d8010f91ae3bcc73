import { SignatureError } from '@invoice-relay/core/errors';
import {
  describeScheme,
  detectScheme,
  isReadableSignature,
  schemeCoversActivity,
} from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { Verified, VerifyContext, WebhookRequest } from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../credentials.ts';
import { vendorId } from '../vendor-id.ts';
import { signatureMaterial } from './material.ts';
import type { SignedMaterial } from './material.ts';
import { matchPinned } from './match-pinned.ts';
import { hintsOf } from './payload-hints.ts';
import { readPayload } from './payload.ts';
import type { EnvoicePayload } from './payload.ts';

/**
 * Decides whether a webhook comes from someone who has the account's credentials.
 *
 * How Envoice signs is not documented, so the scheme is data: pinned to the connection, or `auto`,
 * which detects it from this very request. `auto` is for the first webhook, and for one that a
 * pinned scheme no longer matches (`fallback`): it takes about 50 ms and accepts many schemes, so
 * the scheme it returns should be pinned. It never accepts one that uses neither the auth key nor
 * the auth secret. One that does not cover the activity is `weak`: whoever has seen such a
 * signature once could send anything with it. If several match, the webhook is authentic, but none
 * is returned: a later one may tell them apart.
 *
 * A pinned scheme is the only one accepted, with one exception, see {@link matchPinned}.
 *
 * @returns the scheme that matched, if it is the only one
 * @throws {SignatureError} if none matches with any of the credentials
 * @throws {PayloadError} if the request is not a webhook of Envoice
 */
export function verify(
  request: WebhookRequest,
  context: VerifyContext<EnvoiceCredentials>,
): Verified {
  const payload = readPayload(request);
  const { signature } = payload;
  if (signature === undefined || signature.trim() === '') throw noSignature();
  const signed = context.credentials.map((credentials) => ({
    material: signatureMaterial({ payload, credentials }),
    signature,
  }));
  if (context.scheme === 'auto') return detect({ signed, payload });
  const scheme = pinned({ scheme: context.scheme, signed, payload });
  if (scheme !== undefined) return verified(scheme, payload);
  if (context.fallback === 'auto') return detect({ signed, payload });
  throw doesNotFit({ scheme: context.scheme, payload });
}

interface Received {
  readonly signed: readonly SignedMaterial[];
  readonly payload: EnvoicePayload;
}

function detect({ signed, payload }: Received): Verified {
  const explanations = new Set<string>();
  let weak: Verified | undefined;
  for (const one of signed) {
    const { matches, explanation } = detectScheme({ ...one, hints: hintsOf(payload) });
    const [scheme, ...others] = matches.filter((match) => bindsActivity(match, payload));
    if (scheme !== undefined) return others.length === 0 ? { scheme } : {};
    const [only, ...more] = matches;
    if (only !== undefined) {
      weak ??= more.length === 0 ? { scheme: only, strength: 'weak' } : { strength: 'weak' };
    }
    explanations.add(explanation);
  }
  if (weak !== undefined) return weak;
  const code = signed.some(({ signature }) => isReadableSignature(signature))
    ? 'signature_scheme_not_found'
    : 'signature_malformed';
  throw new SignatureError(code, [...explanations].join(' '));
}

function verified(scheme: SignatureScheme, payload: EnvoicePayload): Verified {
  return bindsActivity(scheme, payload) ? { scheme } : { scheme, strength: 'weak' };
}

/**
 * Whether a signature with this scheme covers its activity: all of it, or at least its id. With the
 * id alone, other content could be sent, but only as that same activity, of which the relay accepts
 * only the first.
 *
 * An invalid timestamp or id binds nothing: whoever has seen one signature could move the bytes
 * that it covers into these two, and send any activity with them.
 */
function bindsActivity(scheme: SignatureScheme, payload: EnvoicePayload): boolean {
  const used = new Set([scheme.key, ...scheme.parts]);
  if (used.has('timestamp') && !isTimestamp(payload.timestamp)) return false;
  if (schemeCoversActivity(scheme)) return true;
  return used.has('activityId') && vendorId(payload.activity.members.get('Id')) !== null;
}

/** Checks only the characters, whatever the culture that wrote it. */
function isTimestamp(text: string | undefined): boolean {
  return (
    text !== undefined &&
    (/^\d{4}-\d\d-\d\d[T ]\d\d[:.]\d\d[:.]\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?$/.test(text) ||
      /^\/Date\(\d{1,15}(?:[+-]\d{4})?\)\/$/.test(text))
  );
}

/** The matching scheme: usually the pinned one. */
function pinned(
  options: Received & { readonly scheme: SignatureScheme },
): SignatureScheme | undefined {
  const { scheme, signed, payload } = options;
  if (payload.timestamp === undefined && signsTimestamp(scheme)) return undefined;
  for (const one of signed) {
    const match = matchPinned({ scheme, ...one });
    if (match) return match;
  }
  return undefined;
}

function signsTimestamp(scheme: SignatureScheme): boolean {
  return [scheme.key, ...scheme.parts].includes('timestamp');
}

function doesNotFit(options: {
  readonly scheme: SignatureScheme;
  readonly payload: EnvoicePayload;
}): SignatureError {
  const { scheme, payload } = options;
  if (payload.timestamp === undefined && signsTimestamp(scheme)) {
    return new SignatureError(
      'timestamp_missing',
      'The payload has no "Timestamp" text, and the chosen scheme signs it. Send it as Envoice ' +
        'documents it, or choose a scheme without the timestamp.',
    );
  }
  return new SignatureError(
    'signature_mismatch',
    `The signature does not fit the chosen scheme, ${describeScheme(scheme)}. Check that auth key ` +
      'and auth secret are those of the account, and that nothing on the way changes the body. ' +
      'If Envoice signs differently now, set the scheme to "auto", or run signature detection ' +
      'on a captured payload.',
  );
}

function noSignature(): SignatureError {
  return new SignatureError(
    'signature_missing',
    'The payload has no "Signature" text. If Envoice does not sign for this account, verify the ' +
      'connection by "callback" or "token" instead.',
  );
}
