import { SignatureError } from '@invoice-relay/core/errors';
import { verifyStandardWebhook } from '@invoice-relay/core/signature';
import type { WebhookRequest } from '@invoice-relay/core/source';
import { readCurrentSecret } from '@invoice-relay/relay-client';
import type { IWebhookFunctions } from 'n8n-workflow';

import { openRelay } from '../shared/relay.ts';
import { isOwn } from './subscription.ts';
import type { SubscriptionState } from './subscription.ts';

/** Anybody may send what fits no secret: the relay is asked no more often. Milliseconds. */
const askEveryMs = 60_000;

interface Asked {
  readonly at: number;
  /** The secret in the static data at that time: with another one there, this is out of date. */
  readonly insteadOf: string;
  readonly secret: Promise<string | undefined>;
}

/** By node: n8n keeps what a node learns only when an execution begins. */
const asked = new Map<string, Asked>();

/**
 * Whether a request is the relay's. What fits the node's secret no longer may be signed with one
 * that somebody has rotated in the relay: it is asked then, as only publishing would do otherwise.
 *
 * @param options.key one for each node of each workflow
 * @param options.now milliseconds since the Unix epoch
 * @returns the id of the delivered event, and the secret that fits
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
  // That of a test in the editor is new, and ends before anybody rotates it.
  if (!mayBeRotated || state.isTest) return verified;
  const current = await askForSecret(context, { state, key, now });
  return current === undefined || current === secret
    ? verified
    : verify({ request, secret: current, now });
}

/** Requests at once wait for one answer. */
function askForSecret(
  context: IWebhookFunctions,
  options: { readonly state: SubscriptionState; readonly key: string; readonly now: number },
): Promise<string | undefined> {
  const { state, key, now } = options;
  const last = asked.get(key);
  if (last?.insteadOf === state.secret && now - last.at < askEveryMs) return last.secret;
  const secret = currentSecret(context, state).catch((error: unknown) => {
    context.logger.warn(
      `Invoice Relay: what came fits no secret of subscription ${state.subscriptionId}, and the relay could not be asked whether it was rotated: ${String(error)}`,
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
