import { PayloadError } from '@invoice-relay/core/errors';
import { detectScheme } from '@invoice-relay/core/signature';
import type { SchemeDetection } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../credentials.ts';
import { signatureMaterial } from './material.ts';
import { readPayload } from './payload.ts';
import type { EnvoicePayload } from './payload.ts';

const captureAgain =
  'Capture the webhook again and hand in its raw body, from the first brace to the last, as it ' +
  'came: not what a tool shows of it, which may be laid out anew, renamed, or wrapped together ' +
  'with the headers.';

/**
 * Finds out how Envoice signs for an account, from one captured webhook, and explains it to people.
 * Takes some 50 ms of computing.
 *
 * @throws {PayloadError} when this is no webhook of Envoice; the message says how to capture one
 */
export function detect(
  request: WebhookRequest,
  context: { readonly credentials: Pick<EnvoiceCredentials, 'authKey' | 'authSecret'> },
): SchemeDetection {
  const payload = readCaptured(request.body);
  const detection = detectScheme({
    material: signatureMaterial({ payload, credentials: context.credentials }),
    signature: payload.signature ?? '',
  });
  if (detection.result !== 'none') return detection;
  const hints = hintsOf({ body: request.body, payload });
  return { ...detection, explanation: [detection.explanation, ...hints].join(' ') };
}

function readCaptured(body: Uint8Array): EnvoicePayload {
  try {
    return readPayload(body);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    throw new PayloadError(error.code, `${error.message} ${captureAgain}`, { cause: error });
  }
}

/** What about the payload itself looks as if it were not as Envoice sent it. */
function hintsOf(options: {
  readonly body: Uint8Array;
  readonly payload: EnvoicePayload;
}): string[] {
  const { body, payload } = options;
  const hints: string[] = [];
  if (payload.timestamp === undefined) {
    hints.push(
      'The payload has no "Timestamp" text, which Envoice documents: something is cut off.',
    );
  }
  // Inside of the outer braces only: editors put a line end behind the last one.
  if (/[\r\n]/.test(new TextDecoder().decode(body).trim())) {
    hints.push(
      'The payload is laid out over several lines, as tools do that show JSON to people, and then ' +
        `it is not what was signed. ${captureAgain}`,
    );
  }
  return hints;
}
