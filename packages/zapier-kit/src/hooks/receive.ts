import { SignatureError } from '@invoice-relay/core/errors';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import { readEventBody } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

import type { Run } from '../perform.ts';

/**
 * How old a delivery may be, in seconds. Zapier may hold what it received for hours, before it asks
 * what to make of it; and what was refused here would be lost, as Zapier has taken it.
 */
const toleranceSeconds = 24 * 60 * 60;

/**
 * The event in a request that the relay sent to this Zap.
 *
 * @throws HaltedError of Zapier for a request that the relay did not sign: the Zap does not run,
 *   and is not turned off for the errors that somebody else makes
 */
export function receiveEvent({ z, bundle }: Run): EventBody {
  const { rawRequest, subscribeData } = bundle;
  const secret: unknown = Reflect.get(subscribeData ?? {}, 'secret');
  const { headers, content } = rawRequest ?? {};
  if (typeof secret !== 'string' || headers === undefined || typeof content !== 'string') {
    throw new z.errors.HaltedError(
      'This request cannot be checked, as Zapier keeps no secret for it. Turn the Zap off and on again, so that it subscribes anew.',
    );
  }
  try {
    verifyStandardWebhook({
      headers: withoutPrefix(headers),
      body: content,
      secrets: [secret],
      now: Date.now(),
      toleranceSeconds,
    });
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new z.errors.HaltedError(
      `A request to this Zap was not signed by your relay, and is left out (${error.code}): ${error.message} If the secret of the subscription was rotated in the relay, turn the Zap off and on again.`,
    );
  }
  const event = readEventBody(new TextEncoder().encode(content));
  if (event === undefined) {
    throw new z.errors.HaltedError(
      'What the relay sent is no event: {type, timestamp, data}. Update the relay, or this app.',
    );
  }
  return event;
}

/** Zapier hands headers over much as CGI does: `Http-Webhook-Id`. */
function withoutPrefix(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/^http[-_]/i, '').replaceAll('_', '-'),
      value,
    ]),
  );
}
