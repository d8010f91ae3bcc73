import { claimSubscription, releaseSubscription } from '@invoice-relay/relay-client';
import type { IHookFunctions } from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { openRelay, relayService } from '../shared/relay.ts';
import { sampleType } from '../shared/sample-type.ts';
import {
  differs,
  forgetState,
  isNotFound,
  isOwn,
  keepState,
  readState,
  sendSample,
  unreachableError,
  urlRefusal,
  wantedSubscription,
  whyUnreachable,
} from './subscription.ts';

/**
 * Is the subscription there? One that has changed or was disabled is put right. One that somebody
 * paused in the relay stays so when n8n merely starts again.
 */
export async function subscriptionExists(context: IHookFunctions): Promise<boolean> {
  const staticData = context.getWorkflowStaticData('node');
  const state = readState(staticData);
  if (state === undefined) return false;
  const wanted = wantedSubscription(context);
  const id = state.subscriptionId;
  try {
    const relay = await openRelay(context);
    const present = await relay.subscriptions.get({ id });
    // Of the workflow that this one is a copy of.
    if (!isOwn(present, wanted.url)) return false;
    const enable =
      present.status === 'disabled' || (present.status === 'paused' && !starts(context));
    if (enable || differs(present, wanted)) {
      await relay.subscriptions.update({ id, ...wanted, ...(enable ? { status: 'active' } : {}) });
    }
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw nodeError(context, { error, url: wanted.url });
  }
}

export async function createSubscription(context: IHookFunctions): Promise<boolean> {
  const staticData = context.getWorkflowStaticData('node');
  const wanted = wantedSubscription(context);
  const eventType = sampleType(wanted.eventTypes);
  try {
    const relay = await openRelay(context);
    const { subscription, isNew } = await claimSubscription({ relay, subscription: wanted });
    const { id, secret } = subscription;
    // While n8n starts, it is not there to answer yet.
    const reason = starts(context) ? null : await whyUnreachable(relay, { id, eventType });
    if (reason !== null) {
      if (isNew) await releaseSubscription({ relay, id });
      throw unreachableError(context, { url: wanted.url, reason });
    }
    keepState(staticData, { subscriptionId: id, secret });
    if (context.getMode() === 'manual') {
      // Not awaited: n8n takes it once this has come back.
      sendSample(relay, { id, eventType }).catch((error: unknown) => {
        context.logger.debug(`Invoice Relay: no sample was sent: ${String(error)}`);
      });
    }
    return true;
  } catch (error) {
    throw nodeError(context, { error, url: wanted.url });
  }
}

/** What cannot be deleted now is found again at the next activation. */
export async function deleteSubscription(context: IHookFunctions): Promise<boolean> {
  const staticData = context.getWorkflowStaticData('node');
  const state = readState(staticData);
  if (state === undefined) return true;
  try {
    const relay = await openRelay(context);
    await releaseSubscription({ relay, id: state.subscriptionId });
  } catch (error) {
    context.logger.warn(
      `Invoice Relay: subscription ${state.subscriptionId} could not be deleted, so the relay goes on sending until it is. Delete it there, or activate and deactivate the workflow again. ${String(error)}`,
    );
    return false;
  }
  forgetState(staticData);
  return true;
}

/** Whether n8n itself starts, or takes over, and nobody pressed a button. */
function starts(context: IHookFunctions): boolean {
  return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function nodeError(
  context: IHookFunctions,
  options: { readonly error: unknown; readonly url: string },
): Error {
  const { error, url } = options;
  const reason = urlRefusal(error);
  if (reason !== undefined) return unreachableError(context, { url, reason });
  return toNodeError(error, { node: context.getNode(), service: relayService });
}
