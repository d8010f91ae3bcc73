import { SignatureError } from '@invoice-relay/core/errors';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';
import { readCurrentSecret } from '@invoice-relay/relay-client';
import type { IWebhookFunctions } from 'n8n-workflow';

import { openRelay } from '../shared/relay.ts';
import { isOwn } from './subscription.ts';
import type { SubscriptionState } from './subscription.ts';

/**
 * Minimum time between two requests to the relay, since anyone can send requests that match no
 * secret. Milliseconds.
 */
const askEveryMs = 60_000;

interface Asked {
  readonly at: number;
  /** The secret in the static data at that time. If it has changed since, this entry is stale. */
  readonly insteadOf: string;
  readonly secret: Promise<string | undefined>;
}

/** Keyed by node. Kept in memory, because n8n saves static data only when an execution starts. */
const asked = new Map<string, Asked>();

/**
 * Verifies that a request comes from the relay. A request that does not match the node's secret may
 * be signed with one that was rotated in the relay, so the relay is asked for the current secret,
 * which otherwise only publishing would read.
 *
 * @param options.key unique per node and workflow
 * @param options.now epoch milliseconds
 * @returns the id of the delivered event, and the secret that matches
 */
export async function verifyDelivery(
  context: IWebhookFunctions,
  options: {
    readonly request: WebhookRequest;
    readonly state: SubscriptionState;
    readonly key: string;
    readonly now: number;
  },
): Promise<{ readonly id: string; readonly secret: string } | SignatureError> {
  const { request, state, key, now } = options;
  const known = asked.get(key);
  const learned = known?.insteadOf === state.secret ? await known.secret : undefined;
  const secret = learned ?? state.secret;
  const verified = verify({ request, secret, now });
  const mayBeRotated = verified instanceof SignatureError && verified.code === 'signature_mismatch';
  // A test subscription is new and expires before anyone rotates its secret.
  if (!mayBeRotated || state.isTest) return verified;
  const current = await askForSecret(context, { state, key, now });
  return current === undefined || current === secret
    ? verified
    : verify({ request, secret: current, now });
}

/** Concurrent requests share one request to the relay. */
function askForSecret(
  context: IWebhookFunctions,
  options: { readonly state: SubscriptionState; readonly key: string; readonly now: number },
): Promise<string | undefined> {
  const { state, key, now } = options;
  const last = asked.get(key);
  if (last?.insteadOf === state.secret && now - last.at < askEveryMs) return last.secret;
  const secret = currentSecret(context, state).catch((error: unknown) => {
    context.logger.warn(
      `Invoice Relay: a request matched no secret of subscription ${state.subscriptionId}, and the relay could not be asked whether it was rotated: ${String(error)}`,
    );
    return undefined;
  });
  asked.set(key, { at: now, insteadOf: state.secret, secret });
  return secret;
}

async function currentSecret(
  context: IWebhookFunctions,
  { subscriptionId: id }: SubscriptionState,
): Promise<string | undefined> {
  const url = context.getNodeWebhookUrl('default') ?? '';
  const relay = await openRelay(context);
  return await readCurrentSecret({ relay, id, isOwn: (present) => isOwn(present, url) });
}

function verify(options: {
  readonly request: WebhookRequest;
  readonly secret: string;
  readonly now: number;
}): { readonly id: string; readonly secret: string } | SignatureError {
  const { request, secret, now } = options;
  const { headers, body } = request;
  try {
    const { id } = verifyStandardWebhook({ headers, body, secrets: [secret], now });
    return { id, secret };
  } catch (error) {
    if (error instanceof SignatureError) return error;
    return new SignatureError('signature_malformed', String(error));
  }
}
