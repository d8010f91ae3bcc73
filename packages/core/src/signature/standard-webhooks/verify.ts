import { timingSafeEqual } from 'node:crypto';

import { SignatureError } from '../../errors/index.ts';
import { fromBase64 } from '../encoding.ts';
import { signedContent } from './content.ts';
import type { SignedContent, WebhookBody } from './content.ts';
import { readHeaders, type ReadHeaders, type ReceivedHeaders } from './headers.ts';
import { v1Hmac } from './v1.ts';
import { v1aPrivatePrefix, v1aPublicPrefix, v1aVerifier } from './v1a.ts';

/** What a verified request states about itself. */
export interface VerifiedStandardWebhook {
  /** The idempotency key: the same for every attempt. */
  readonly id: string;
  /** Of this attempt, in seconds since the Unix epoch. */
  readonly timestamp: number;
}

/**
 * Verifies a request according to Standard Webhooks, or throws. Tries every signature in the header
 * with every secret, skips unknown versions, and compares in constant time.
 *
 * @param options.headers names in any case
 * @param options.body the raw body as received, byte for byte: before any parser
 * @param options.secrets `whsec_` secrets (`v1`) and `whpk_` keys (`v1a`); several during a
 *   rotation
 * @param options.now milliseconds since the Unix epoch
 * @param options.toleranceSeconds how far off the timestamp may be, in either direction (5 minutes
 *   by default)
 * @throws {SignatureError} whose code and message say what is wrong
 */
export function verifyStandardWebhook(options: {
  readonly headers: ReceivedHeaders;
  readonly body: WebhookBody;
  readonly secrets: readonly string[];
  readonly now: number;
  readonly toleranceSeconds?: number;
}): VerifiedStandardWebhook {
  const { headers, body, secrets, now, toleranceSeconds = 300 } = options;
  if (secrets.length === 0) {
    throw new SignatureError(
      'secret_malformed',
      'There is no secret to verify with: pass at least one ("whsec_..." or "whpk_...").',
    );
  }
  const { id, timestamp, signatures } = readHeaders(headers);
  const content = signedContent({ id, timestamp, body });
  const checks = secrets.map((secret) => signatureCheck({ secret, content }));
  assertFresh({ timestamp, now, toleranceSeconds });

  const fits = signatures.some(({ version, value }) => {
    const bytes = fromBase64(value);
    return (
      bytes !== undefined && checks.some((check) => check.version === version && check.fits(bytes))
    );
  });
  if (!fits) throw refusal({ signatures, checks });
  return { id, timestamp };
}

interface SignatureCheck {
  readonly version: 'v1' | 'v1a';
  readonly fits: (signature: Uint8Array) => boolean;
}

function signatureCheck(options: {
  readonly secret: string;
  readonly content: SignedContent;
}): SignatureCheck {
  if (options.secret.startsWith(v1aPrivatePrefix)) {
    throw new SignatureError(
      'secret_malformed',
      'Verify with the public key of the pair ("whpk_") instead of the private one ("whsk_"), which should never leave the sender.',
    );
  }
  if (options.secret.startsWith(v1aPublicPrefix)) {
    return { version: 'v1a', fits: v1aVerifier(options) };
  }
  const expected = v1Hmac(options).digest();
  return {
    version: 'v1',
    fits: (received) => received.length === expected.length && timingSafeEqual(received, expected),
  };
}

function assertFresh(options: {
  readonly timestamp: number;
  readonly now: number;
  readonly toleranceSeconds: number;
}): void {
  const { timestamp, now, toleranceSeconds } = options;
  const age = Math.floor(now / 1000) - timestamp;
  // Written this way round, so that a NaN clock or tolerance rejects.
  if (Math.abs(age) <= toleranceSeconds) return;
  if (age < 0) {
    throw new SignatureError(
      'timestamp_too_new',
      `The webhook-timestamp is ${-age} seconds in the future, but only ${toleranceSeconds} are tolerated: check the clocks of the receiver and the sender.`,
    );
  }
  throw new SignatureError(
    'timestamp_too_old',
    `The webhook-timestamp is ${age} seconds old, but only ${toleranceSeconds} are tolerated: check the clocks of the receiver and the sender. If they are right, the request was delayed or replayed; each attempt must be signed again.`,
  );
}

function refusal(options: {
  readonly signatures: ReadHeaders['signatures'];
  readonly checks: readonly SignatureCheck[];
}): SignatureError {
  const { signatures, checks } = options;
  const sent = new Set(signatures.map(({ version }) => version));
  const known = ['v1', 'v1a'].filter((version) => sent.has(version));
  if (known.length === 0) {
    return new SignatureError(
      'signature_scheme_unknown',
      'The header webhook-signature has only unknown versions: the sender must add a "v1" or "v1a" signature.',
    );
  }
  if (!checks.some(({ version }) => sent.has(version))) {
    return new SignatureError(
      'signature_mismatch',
      `The request is signed with ${known.join(' and ')} only, but none of the given secrets can verify that: "v1" takes a shared secret ("whsec_"), "v1a" a public key ("whpk_").`,
    );
  }
  return new SignatureError(
    'signature_mismatch',
    `No signature in webhook-signature matches (signatures: ${signatures.length}, secrets: ${checks.length}). Either the secret is not the one the sender signs with (was it rotated?), or the body was changed in transit: verify the raw bytes as received, before parsing and reserializing them.`,
  );
}
