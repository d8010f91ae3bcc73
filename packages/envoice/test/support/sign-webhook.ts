import type { SignatureScheme } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

import { signEnvoiceWebhook } from '../../src/testing/index.ts';

type SignOptions = Parameters<typeof signEnvoiceWebhook>[0];

export const credentials = {
  authKey: 'ek_7f3a2b9c41d8',
  authSecret: 'es_d41d8cd98f00b204e9800998ecf8427e',
  baseUrl: 'https://www.envoice.in',
};
export const otherCredentials = {
  authKey: 'ek_0c5e8d1f26ab',
  authSecret: 'es_b3daa77b4c04a9551b8781d03191fe09',
  baseUrl: 'https://www.envoice.in',
};

export const hmacScheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};

export const timestamp = '2026-11-20T10:00:00.5Z';

/** Creates a webhook signed the way most tests need it. */
export function signWebhook(
  options: Pick<SignOptions, 'activity'> & Partial<SignOptions>,
): WebhookRequest {
  return signEnvoiceWebhook({ credentials, timestamp, scheme: hmacScheme, ...options });
}
