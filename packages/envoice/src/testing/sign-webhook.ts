import { signWithScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../credentials.ts';
import { decodeUtf8 } from '@invoice-relay/core/json';
import { signatureMaterial } from '../webhook/material.ts';
import { readPayload } from '../webhook/payload.ts';

/**
 * Creates a webhook as Envoice would send it if it signed with this scheme: for tests of its
 * receivers.
 *
 * @param options.activity the `Activity` object as JSON; sent byte for byte
 * @param options.timestamp sent as `Timestamp`: `YYYY-MM-DDTHH:mm:ss.FFFFFFFZ`
 * @throws {PayloadError} if the activity is not a JSON object
 */
export function signEnvoiceWebhook(options: {
  readonly activity: string | Uint8Array;
  readonly credentials: Pick<EnvoiceCredentials, 'authKey' | 'authSecret'>;
  readonly timestamp: string;
  readonly scheme: SignatureScheme;
}): WebhookRequest {
  const { activity, credentials, timestamp, scheme } = options;
  const text = typeof activity === 'string' ? activity : decodeUtf8(activity);
  const webhook = (signature: string | null): WebhookRequest => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(
      `{"Signature":${JSON.stringify(signature)},"Timestamp":${JSON.stringify(timestamp)},"Activity":${text}}`,
    ),
  });
  const payload = readPayload(webhook(null));
  const material = signatureMaterial({ payload, credentials });
  return webhook(signWithScheme({ scheme, material }));
}
