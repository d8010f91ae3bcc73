import { claimSubscription, RelayApiError, releaseSubscription } from '@invoice-relay/relay-client';
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
 * Returns whether the subscription exists and is as it should be. If not, `create` claims it: a
 * disabled or released subscription comes back with everything that waits for it. One paused by a
 * user in the relay stays paused when n8n merely restarts.
 */
export async function subscriptionExists(context: IHookFunctions): Promise<boolean> {
  const state = readState(context.getWorkflowStaticData('node'));
  if (state === undefined) return false;
  const id = state.subscriptionId;
  try {
    const wanted = wantedSubscription(context);
    const relay = await openRelay(context);
    const present = await relay.subscriptions.get({ id });
    // It belongs to the workflow that this one was copied from.
    if (!isOwn(present, wanted.url)) return false;
    // n8n has moved to another address; subscriptions are claimed by URL.
    if (present.url !== wanted.url) await relay.subscriptions.update({ id, url: wanted.url });
    if (present.status === 'paused' && starts(context)) return true;
    return present.status === 'active' && !differs(present, wanted);
  } catch (error) {
    if (isNotFound(error)) return false;
    if (!starts(context)) throw await publishError(context, error);
    // Otherwise n8n would remove the webhook, and deliveries would find no one there.
    context.logger.warn(
      `Invoice Relay: subscription ${id} could not be checked while n8n starts and is assumed to be unchanged; publish the workflow again if no events arrive. ${String(error)}`,
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
    // While n8n starts, it does not respond yet.
    const reason = starts(context) ? null : await whyUnreachable(relay, { id, eventType });
    if (reason !== null) {
      // Nothing waits for a new subscription; for an existing one, everything keeps waiting.
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
      // Not awaited: n8n accepts the sample only after this method has returned.
      sendSample(relay, { id, eventType }).catch((error: unknown) => {
        context.logger.debug(`Invoice Relay: no sample was sent: ${String(error)}`);
      });
    }
    return true;
  } catch (error) {
    const shown = await publishError(context, error);
    if (!starts(context) || !isRefused(error) || !(await isInUse(context))) throw shown;
    // n8n would release the subscription and stop listening, and whatever waits would be lost.
    context.logger.warn(
      `Invoice Relay: the subscription stays as it is, because the relay refuses what the workflow asks for now. Publish the workflow again to see it there. ${shown.message}`,
    );
    return true;
  }
}

/** Returns whether asking again later would change nothing. */
function isRefused(error: unknown): boolean {
  return error instanceof RelayApiError && error.status < 500 && error.status !== 429;
}

/** Returns whether the relay sends events to this workflow at the moment. */
async function isInUse(context: IHookFunctions): Promise<boolean> {
  const state = readState(context.getWorkflowStaticData('node'));
  if (state === undefined) return false;
  const { url } = wantedSubscription(context);
  const relay = await openRelay(context);
  return await relay.subscriptions.get({ id: state.subscriptionId }).then(
    (present) => present.url === url && present.status === 'active',
    () => false,
  );
}

/**
 * Releases the subscription. The relay keeps it with everything that waits, so publishing again
 * within minutes continues where it stopped. n8n deletes and creates for every change of a trigger.
 *
 * @throws {NodeOperationError} when the relay cannot be reached: n8n retries and eventually reports
 * it
 */
export async function deleteSubscription(context: IHookFunctions): Promise<boolean> {
  const staticData = context.getWorkflowStaticData('node');
  const state = readState(staticData);
  if (state === undefined) return true;
  const { subscriptionId: id } = state;
  try {
    const relay = await openRelay(context);
    if (state.isTest) await relay.subscriptions.delete({ id });
    else {
      // A copy of a workflow or of n8n knows the original's subscription until it has its own.
      const { url } = await relay.subscriptions.get({ id });
      if (url === context.getNodeWebhookUrl('default')) await releaseSubscription({ relay, id });
    }
  } catch (error) {
    if (!isNotFound(error)) {
      const left = `The relay keeps sending to subscription ${id}: publish and unpublish the workflow again once the relay can be reached, or delete it there.`;
      if (!state.isTest) throw await publishError(context, error, left);
      // It expires by itself.
      context.logger.debug(`Invoice Relay: ${id} was not deleted: ${String(error)}`);
    }
  }
  forgetState(staticData);
  return true;
}

/**
 * Returns whether n8n itself is starting or taking over, rather than a user activating the
 * workflow.
 */
function starts(context: IHookFunctions): boolean {
  return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
