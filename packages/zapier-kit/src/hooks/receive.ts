import { SignatureError } from '@invoice-relay/core/errors';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import { readEventBody } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';

import type { Run } from '../perform.ts';
import { expectRotated } from './expect-rotated.ts';

/**
 * The maximum age of a delivery, in seconds. Zapier may hold what it received for hours before
 * processing it; and anything refused here would be lost, as Zapier has accepted it.
 */
const toleranceSeconds = 24 * 60 * 60;

/**
 * The event in a request that the relay sent to this Zap.
 *
 * @throws HaltedError of Zapier for a request that the relay did not sign: the Zap does not run,
 *   and is not turned off because of errors caused by others; and ThrottledError for one about
 *   which the relay has to be asked later
 * @param options.now milliseconds since the Unix epoch
 */
export async function receiveEvent(run: Run, { now = Date.now } = {}): Promise<EventBody> {
  const { z, bundle } = run;
  const { rawRequest, subscribeData } = bundle;
  const secret: unknown = Reflect.get(subscribeData ?? {}, 'secret');
  const { headers, content } = rawRequest ?? {};
  if (typeof secret !== 'string' || headers === undefined || typeof content !== 'string') {
    throw new z.errors.HaltedError(
      'This request cannot be verified, because Zapier has no secret for it. Turn the Zap off and on again to resubscribe.',
    );
  }
  const request = { headers: withoutPrefix(headers), body: content };
  const error = refusal({ request, secret, now });
  if (error !== undefined) {
    await expectRotated({
      run,
      secret,
      error,
      body: content,
      fits: (other) => refusal({ request, secret: other, now }) === undefined,
      now,
    });
  }
  const event = readEventBody(new TextEncoder().encode(content));
  if (event === undefined) {
    throw new z.errors.HaltedError(
      'The relay sent something other than an event ({type, timestamp, data}). Update the relay or this app.',
    );
  }
  return event;
}

interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function refusal(options: {
  readonly request: SignedRequest;
  readonly secret: string;
  readonly now: () => number;
}): SignatureError | undefined {
  const { request, secret, now } = options;
  try {
    verifyStandardWebhook({ ...request, secrets: [secret], now: now(), toleranceSeconds });
    return undefined;
  } catch (error) {
    if (error instanceof SignatureError) return error;
    throw error;
  }
}

/** Zapier passes headers much like CGI does: `Http-Webhook-Id`. */
function withoutPrefix(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/^http[-_]/i, '').replaceAll('_', '-'),
      value,
    ]),
  );
}
