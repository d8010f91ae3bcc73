import { SignatureError } from '../../errors/index.ts';
import { toBase64 } from '../encoding.ts';
import { signedContent } from './content.ts';
import type { SignedContent, WebhookBody } from './content.ts';
import { v1Hmac } from './v1.ts';
import { v1aPrivatePrefix, v1aPublicPrefix, v1aSign } from './v1a.ts';

/**
 * The headers of a signed request, ready to send. A type, so that it is also a record of headers.
 */
export type StandardWebhookHeaders = {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};

/**
 * Signs a request according to Standard Webhooks: `v1` (HMAC-SHA256) for each `whsec_` secret,
 * `v1a` (ed25519) for each `whsk_` key. During a rotation, pass the new and the old secret.
 *
 * @param options.id the receiver's idempotency key: the same for every attempt; contains no dot
 * @param options.timestamp of this attempt, in whole seconds since the Unix epoch
 * @param options.body exactly what will be sent, byte for byte
 * @throws {SignatureError} `secret_malformed`, `timestamp_malformed`, or `signature_malformed` if
 *   the id cannot be signed
 */
export function signStandardWebhook(options: {
  readonly id: string;
  readonly timestamp: number;
  readonly body: WebhookBody;
  readonly secrets: readonly string[];
}): StandardWebhookHeaders {
  const { id, timestamp, body, secrets } = options;
  // In seconds, 10^11 is the year 5138; in milliseconds it is 1973.
  if (!Number.isInteger(timestamp) || timestamp < 0 || timestamp >= 1e11) {
    throw new SignatureError(
      'timestamp_malformed',
      `The timestamp to sign must be in whole seconds since the Unix epoch, but ${timestamp} is not: from milliseconds, use Math.floor(milliseconds / 1000).`,
    );
  }
  if (secrets.length === 0) {
    throw new SignatureError(
      'secret_malformed',
      'There is no secret to sign with: pass at least one ("whsec_..." or "whsk_...").',
    );
  }
  const content = signedContent({ id, timestamp, body });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => signature({ secret, content })).join(' '),
  };
}

function signature(options: { readonly secret: string; readonly content: SignedContent }): string {
  if (options.secret.startsWith(v1aPublicPrefix)) {
    throw new SignatureError(
      'secret_malformed',
      'A public webhook key ("whpk_") cannot sign: use the private key of its pair ("whsk_").',
    );
  }
  return options.secret.startsWith(v1aPrivatePrefix)
    ? `v1a,${toBase64(v1aSign(options))}`
    : `v1,${v1Hmac(options).digest('base64')}`;
}
