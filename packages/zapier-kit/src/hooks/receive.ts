import { SignatureError } from '@invoice-relay/core/errors';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import {
  readCurrentSecret,
  readEventBody,
  RelayApiError,
  RelayConnectionError,
} from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

import { toZapierError } from '../errors/to-zapier-error.ts';
import type { Run } from '../perform.ts';
import { openRelay } from '../relay/open-relay.ts';
import { keepSecret, keptSecret } from './rotated-secret.ts';

/**
 * How old a delivery may be, in seconds. Zapier may hold what it received for hours, before it asks
 * what to make of it; and what was refused here would be lost, as Zapier has taken it.
 */
const toleranceSeconds = 24 * 60 * 60;

/**
 * Zapier is told to come back after 60 to 120 seconds to what a relay that is away has to be asked
 * for. A guess: that it does so for an instant trigger as it documents for all steps.
 */
const awayForSeconds = 60;

/**
 * The event in a request that the relay sent to this Zap.
 *
 * @throws HaltedError of Zapier for a request that the relay did not sign: the Zap does not run,
 *   and is not turned off for the errors that somebody else makes
 */
export async function receiveEvent(run: Run): Promise<EventBody> {
  const { z, bundle } = run;
  const { rawRequest, subscribeData } = bundle;
  const secret: unknown = Reflect.get(subscribeData ?? {}, 'secret');
  const { headers, content } = rawRequest ?? {};
  if (typeof secret !== 'string' || headers === undefined || typeof content !== 'string') {
    throw new z.errors.HaltedError(
      'This request cannot be checked, as Zapier keeps no secret for it. Turn the Zap off and on again, so that it subscribes anew.',
    );
  }
  const request = { headers: withoutPrefix(headers), body: content };
  const error = refusal(request, secret);
  if (error !== undefined) await expectRotated({ run, request, secret, error });
  const event = readEventBody(new TextEncoder().encode(content));
  if (event === undefined) {
    throw new z.errors.HaltedError(
      'What the relay sent is no event: {type, timestamp, data}. Update the relay, or this app.',
    );
  }
  return event;
}

interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function refusal(request: SignedRequest, secret: string): SignatureError | undefined {
  try {
    verifyStandardWebhook({ ...request, secrets: [secret], now: Date.now(), toleranceSeconds });
    return undefined;
  } catch (error) {
    if (error instanceof SignatureError) return error;
    throw error;
  }
}

/**
 * Zapier has taken the request, so the relay does not send it again; and Zapier keeps the secret
 * with which the Zap was turned on. So the relay is asked whether somebody has rotated it, unless
 * it was a moment ago and said with what this fits.
 *
 * @throws HaltedError of Zapier when the request does not fit what the relay says either, and
 *   ThrottledError when the relay asks to wait or is away: Zapier asks again later
 */
async function expectRotated(options: {
  readonly run: Run;
  readonly request: SignedRequest;
  readonly secret: string;
  readonly error: SignatureError;
}): Promise<void> {
  const { run, request, secret, error } = options;
  const { z, bundle } = run;
  const id: unknown = bundle.subscribeData?.id;
  let unasked = '';
  if (error.code === 'signature_mismatch' && typeof id === 'string') {
    const kept = await keptSecret(z, secret);
    if (kept !== undefined && refusal(request, kept) === undefined) return;
    try {
      const current = await readCurrentSecret({ relay: openRelay(run), id });
      if (current !== undefined && current !== secret && refusal(request, current) === undefined) {
        await keepSecret(z, { current, insteadOf: secret });
        return;
      }
    } catch (reason) {
      const shown = toZapierError(z, reason);
      if (shown.name === 'ThrottledError') throw shown;
      if (isAway(reason)) {
        const seconds = Math.ceil(awayForSeconds * (1 + Math.random()));
        throw new z.errors.ThrottledError(
          `What came does not fit the secret that this Zap was turned on with, and the relay is asked later whether it was rotated: ${shown.message}`,
          seconds,
        );
      }
      unasked = ` The relay could not be asked whether the secret of the subscription was rotated: ${shown.message} If it was, turn the Zap off and on again.`;
    }
  }
  throw new z.errors.HaltedError(
    `A request to this Zap was not signed by your relay, and is left out (${error.code}): ${error.message}${unasked}`,
  );
}

/** What passes by itself, unlike a key or an address that is wrong. */
function isAway(reason: unknown): boolean {
  return (
    reason instanceof RelayConnectionError ||
    (reason instanceof RelayApiError && reason.status >= 500)
  );
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
