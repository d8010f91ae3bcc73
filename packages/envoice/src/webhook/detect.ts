import { PayloadError } from '@invoice-relay/core/errors';
import { detectScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../credentials.ts';
import { signatureMaterial } from './material.ts';
import { captureAgain, hintsOf } from './payload-hints.ts';
import { readPayload } from './payload.ts';
import type { EnvoicePayload } from './payload.ts';

/**
 * Detects how Envoice signs for an account, from one captured webhook, with a human-readable
 * explanation. Takes about 40 ms of CPU time.
 *
 * @throws {PayloadError} if this is not a webhook of Envoice; the message says how to capture one
 */
export function detect(
  request: WebhookRequest,
  context: { readonly credentials: Pick<EnvoiceCredentials, 'authKey' | 'authSecret'> },
): SchemeDetection {
  const payload = readCaptured(request);
  return detectScheme({
    material: signatureMaterial({ payload, credentials: context.credentials }),
    signature: payload.signature ?? '',
    hints: hintsOf(payload),
  });
}

function readCaptured(request: WebhookRequest): EnvoicePayload {
  try {
    return readPayload(request);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    throw new PayloadError(error.code, `${error.message} ${captureAgain}`, { cause: error });
  }
}
