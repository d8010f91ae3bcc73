import { claimSubscription, releaseSubscription } from '@invoice-relay/relay-client';
import type { IHookFunctions } from 'n8n-workflow';

import { openRelay } from '../shared/relay.ts';
import { sampleType } from '../shared/sample-type.ts';
import { publishError } from './publish-error.ts';
import {
  differs,
  forgetState,
  isNotFound,
  isOwn,
  isTest,
  keepState,
  readState,
  sendSample,
  unreachableError,
  wantedSubscription,
  whyUnreachable,
} from './subscription.ts';

/**
 * Is the subscription there, and as it should be? What is not is claimed by `create`: one that was
 * disabled or released comes back with all that waits for it. One that somebody paused in the relay
 * stays so when n8n merely starts again.
 */
export async function subscriptionExists(context: IHookFunctions): Promise<boolean> {
  const state = readState(context.getWorkflowStaticData('node'));
  if (state === undefined) return false;
  const id = state.subscriptionId;
  try {
    const wanted = wantedSubscription(context);
    const relay = await openRelay(context);
    const present = await relay.subscriptions.get({ id });
    // Of the workflow that this one is a copy of.
    if (!isOwn(present, wanted.url)) return false;
    // Where n8n has moved to another address: by that it is claimed.
    if (present.url !== wanted.url) await relay.subscriptions.update({ id, url: wanted.url });
    if (present.status === 'paused' && starts(context)) return true;
    return present.status === 'active' && !differs(present, wanted);
  } catch (error) {
    if (isNotFound(error)) return false;
    if (!starts(context)) throw await publishError(context, error);
    // n8n would take the webhook away, and what comes later would find nobody.
    context.logger.warn(
      `Invoice Relay: subscription ${id} was not looked at while n8n starts. It is taken to be as it was; publish the workflow again if nothing comes. ${String(error)}`,
    );
    return true;
  }
}

export async function createSubscription(context: IHookFunctions): Promise<boolean> {
  try {
    const wanted = wantedSubscription(context);
    const eventType = sampleType(wanted.eventTypes);
    const relay = await openRelay(context);
    const { subscription, isNew } = await claimSubscription({ relay, subscription: wanted });
    const { id, secret } = subscription;
    // While n8n starts, it is not there to answer yet.
    const reason = starts(context) ? null : await whyUnreachable(relay, { id, eventType });
    if (reason !== null) {
      // Nothing waits for one that was just made; for another one, all that waited goes on waiting.
      if (isNew) await relay.subscriptions.delete({ id });
      else await releaseSubscription({ relay, id });
      throw unreachableError(context, { url: wanted.url, reason });
    }
    keepState(context.getWorkflowStaticData('node'), {
      subscriptionId: id,
      secret,
      isTest: isTest(context),
    });
    if (isTest(context)) {
      // Not awaited: n8n takes it once this has come back.
      sendSample(relay, { id, eventType }).catch((error: unknown) => {
        context.logger.debug(`Invoice Relay: no sample was sent: ${String(error)}`);
      });
    }
    return true;
  } catch (error) {
    throw await publishError(context, error);
  }
}

/**
 * Lets go of the subscription: it rests at the relay, which keeps what waits, so that publishing
 * again within minutes goes on where it was. n8n deletes and creates for every change of a trigger.
 *
 * @throws {NodeOperationError} when the relay cannot be asked: n8n tries again, and says so at last
 */
export async function deleteSubscription(context: IHookFunctions): Promise<boolean> {
  const staticData = context.getWorkflowStaticData('node');
  const state = readState(staticData);
  if (state === undefined) return true;
  const { subscriptionId: id } = state;
  try {
    const relay = await openRelay(context);
    if (state.isTest) await relay.subscriptions.delete({ id });
    else await releaseSubscription({ relay, id });
  } catch (error) {
    if (!isNotFound(error)) {
      const left = `The relay goes on sending to subscription ${id}: publish and unpublish the workflow again once the relay can be reached, or delete it there.`;
      if (!state.isTest) throw await publishError(context, error, left);
      // It ends by itself.
      context.logger.debug(`Invoice Relay: ${id} was not deleted: ${String(error)}`);
    }
  }
  forgetState(staticData);
  return true;
}

/** Whether n8n itself starts, or takes over, and nobody pressed a button. */
function starts(context: IHookFunctions): boolean {
  return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
