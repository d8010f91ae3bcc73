import type { EventType } from '@invoice-relay/core/events';
import { RelayApiError } from '@invoice-relay/relay-client';
import type { RelayClient, Subscription } from '@invoice-relay/relay-client';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { readTriggerEvents } from '../shared/event-types.ts';
import { readList } from '../shared/read-list.ts';
import { withoutSystemErrors } from '../shared/system-errors.ts';

/** State that the node keeps in its static data between calls. */
export interface SubscriptionState {
  readonly subscriptionId: string;
  readonly secret: string;
  /** Whether it belongs to a test in the editor and expires by itself. */
  readonly isTest: boolean;
}

/** Lifetime of a test subscription: n8n listens for two minutes. */
const testLifeSeconds = 300;

export function readState(staticData: IDataObject): SubscriptionState | undefined {
  const { subscriptionId, secret, isTest: ofTest } = staticData;
  return typeof subscriptionId === 'string' && typeof secret === 'string'
    ? { subscriptionId, secret, isTest: ofTest === true }
    : undefined;
}

export function keepState(staticData: IDataObject, state: SubscriptionState): void {
  staticData['subscriptionId'] = state.subscriptionId;
  staticData['secret'] = state.secret;
  if (state.isTest) staticData['isTest'] = true;
}

export function forgetState(staticData: IDataObject): void {
  delete staticData['subscriptionId'];
  delete staticData['secret'];
  delete staticData['isTest'];
}

/** Returns whether a user is testing the workflow in the editor. */
export function isTest(context: IHookFunctions): boolean {
  return context.getMode() === 'manual';
}

/**
 * Returns the subscription that the node's parameters describe. A test subscription expires by
 * itself, since an n8n that is killed leaves it behind.
 */
export function wantedSubscription(context: IHookFunctions) {
  const url = context.getNodeWebhookUrl('default');
  if (url === undefined) {
    throw new NodeOperationError(
      context.getNode(),
      'n8n returned no webhook URL for this node: save the workflow and try again.',
    );
  }
  const value: unknown = context.getNodeParameter('eventTypes', []);
  const connectionIds = readList(context.getNodeParameter('connectionIds', []));
  return {
    url,
    eventTypes: readTriggerEvents({ value, node: context.getNode() }),
    connectionIds: connectionIds.length === 0 ? null : connectionIds,
    ordering: context.getNodeParameter('options.ordering', 'subject') as 'subject',
    description: descriptionOf(context),
    ...(isTest(context) ? { expiresInSeconds: testLifeSeconds } : {}),
  };
}

/** Lets users recognize the subscription in the relay, which accepts up to 500 characters. */
function descriptionOf(context: IHookFunctions): string {
  const { name, id } = context.getWorkflow();
  const test = isTest(context) ? ', test in the editor' : '';
  const workflow = (name ?? '').slice(0, 300);
  return `n8n workflow "${workflow}" (${id ?? 'not saved'}${test})`;
}

/**
 * Returns whether the subscription belongs to this node, judged by the path of its URL: hosts may
 * change.
 */
export function isOwn(subscription: Subscription, url: string): boolean {
  return pathOf(subscription.url) === pathOf(url);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

export function differs(
  present: Subscription,
  wanted: ReturnType<typeof wantedSubscription>,
): boolean {
  return (
    present.url !== wanted.url ||
    present.ordering !== wanted.ordering ||
    present.description !== wanted.description ||
    sorted(present.eventTypes) !== sorted(wanted.eventTypes) ||
    sorted(present.connectionIds) !== sorted(wanted.connectionIds)
  );
}

function sorted(values: readonly string[] | null): string {
  return JSON.stringify(values === null ? null : values.toSorted());
}

export function isNotFound(error: unknown): boolean {
  return error instanceof RelayApiError && error.status === 404;
}

/**
 * Checks whether the relay gets any response from the workflow's URL. n8n refuses the request at
 * this point, because it saves the secret only after `create`; so no workflow runs.
 *
 * @returns a human-readable reason, or null when there was a response
 */
export async function whyUnreachable(
  relay: RelayClient,
  options: { readonly id: string; readonly eventType: EventType },
): Promise<string | null> {
  const { status, error } = await relay.subscriptions.test(options);
  return status === null ? (error ?? 'There was no response.') : null;
}

/**
 * Pauses before each attempt, in milliseconds: n8n starts listening shortly after `create` returns.
 */
const samplePauses = [1_000, 2_000, 4_000];

/** Sends a sample to a listening editor, so that users need not wait for a real payment. */
export async function sendSample(
  relay: RelayClient,
  options: { readonly id: string; readonly eventType: EventType },
): Promise<void> {
  for (const pause of samplePauses) {
    await sleep(pause);
    const { status } = await relay.subscriptions.test(options);
    if (status !== null && status >= 200 && status < 300) return;
  }
}

/**
 * Explains how to fix a URL that the relay rejects or cannot reach. Everything is in the message,
 * because n8n shows nothing else of an activation error.
 */
export function unreachableError(
  context: IHookFunctions,
  options: { readonly url: string; readonly reason: string },
): NodeOperationError {
  const { url, reason } = options;
  return new NodeOperationError(
    context.getNode(),
    [
      `Invoice Relay cannot send events to ${url}: ${withoutSystemErrors(reason)}`,
      'To fix this, do one of the following: set N8N_WEBHOOK_URL (WEBHOOK_URL in older versions) of n8n to an address that the relay can reach;',
      'or, if n8n is in your own network on purpose, add that network to RELAY_ALLOW_PRIVATE_NETWORKS of the relay (127.0.0.0/8 for the same machine);',
      'or use the Invoice Relay Polling Trigger, which fetches the same events and needs no address.',
    ].join(' '),
  );
}

/** Returns the relay's objection to the subscription's URL, or undefined for any other error. */
export function urlRefusal(error: unknown): string | undefined {
  if (!(error instanceof RelayApiError)) return undefined;
  return error.errors.find(({ path }) => path === 'url')?.message;
}
