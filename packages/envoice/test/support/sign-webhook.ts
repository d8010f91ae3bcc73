import { signWithScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import { buildRequest } from '@invoice-relay/core/testing';
import type { WebhookRequest } from '@invoice-relay/core/source';

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

/** A webhook as Envoice would send it, if it signed in this way. */
export function signWebhook(options: {
  readonly activity: string | Uint8Array;
  readonly scheme?: SignatureScheme;
  readonly credentials?: { readonly authKey: string; readonly authSecret: string };
  readonly timestamp?: string;
}): WebhookRequest {
  const activity =
    typeof options.activity === 'string' ? options.activity : new TextDecoder().decode(options.activity);
  const sent = options.timestamp ?? timestamp;
  const { authKey, authSecret } = options.credentials ?? credentials;
  const id = /"Id"\s*:\s*"?(\w+)/.exec(activity)?.[1] ?? '';
  const signature = signWithScheme({
    scheme: options.scheme ?? hmacScheme,
    material: {
      timestamp: sent,
      activity: new TextEncoder().encode(activity),
      activityId: id === 'null' ? '' : id,
      authKey,
      authSecret,
    },
  });
  return buildRequest({
    body: `{"Signature":"${signature}","Timestamp":"${sent}","Activity":${activity}}`,
  });
}
