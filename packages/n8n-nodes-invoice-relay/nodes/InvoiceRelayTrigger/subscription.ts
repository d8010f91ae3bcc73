import type { EventType } from '@invoice-relay/core/events';
import { RelayApiError } from '@invoice-relay/relay-client';
import type { RelayClient, Subscription } from '@invoice-relay/relay-client';
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { readTriggerEvents } from '../shared/event-types.ts';
import { readList } from '../shared/read-list.ts';
import { withoutSystemErrors } from '../shared/system-errors.ts';

/** What the node keeps in its static data between calls. */
export interface SubscriptionState {
  readonly subscriptionId: string;
  readonly secret: string;
  /** Of a test in the editor, which ends by itself. */
  readonly isTest: boolean;
}

/** For how long a test in the editor may last: n8n listens for two minutes. */
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

/** Whether it is for somebody who tries the workflow in the editor. */
export function isTest(context: IHookFunctions): boolean {
  return context.getMode() === 'manual';
}

/**
 * The subscription that the node's parameters describe. That of a test ends by itself, as an n8n
 * that is killed leaves it behind.
 */
export function wantedSubscription(context: IHookFunctions) {
  const url = context.getNodeWebhookUrl('default');
  if (url === undefined) {
    throw new NodeOperationError(
      context.getNode(),
      'n8n gives this node no webhook URL: save the workflow and try again.',
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

/** By it people recognise the subscription in the relay. The relay takes 500 characters. */
function descriptionOf(context: IHookFunctions): string {
  const { name, id } = context.getWorkflow();
  const test = isTest(context) ? ', test in the editor' : '';
  const workflow = (name ?? '').slice(0, 300);
  return `n8n workflow "${workflow}" (${id ?? 'not saved'}${test})`;
}

/** Whether it is the subscription of this node, by the path of the URL: hosts may move. */
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
 * Whether the relay gets any answer from the workflow's URL. It is refused there for now, as n8n
 * keeps the secret only after `create`, so that no workflow runs by this.
 *
 * @returns what went wrong, for people; null when an answer came
 */
export async function whyUnreachable(
  relay: RelayClient,
  options: { readonly id: string; readonly eventType: EventType },
): Promise<string | null> {
  const { status, error } = await relay.subscriptions.test(options);
  return status === null ? (error ?? 'No answer came.') : null;
}

/** After these pauses, in milliseconds: n8n listens a moment after `create` has come back. */
const samplePauses = [1_000, 2_000, 4_000];

/** Sends a sample to an editor that listens, so that nobody waits for a real payment. */
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
 * How to fix a URL that the relay refuses or cannot reach. All of it in the message: of an error
 * at activation n8n shows nothing else.
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
      'One of these puts it right: set N8N_WEBHOOK_URL (WEBHOOK_URL in older versions) of n8n to an address that the relay can reach;',
      'or, if n8n is in your own network on purpose, add that network to RELAY_ALLOW_PRIVATE_NETWORKS of the relay (127.0.0.0/8 for the same machine);',
      'or use the Invoice Relay Polling Trigger, which fetches the same events and needs no address.',
    ].join(' '),
  );
}

/** What the relay has against the URL of a subscription, or undefined when it is something else. */
export function urlRefusal(error: unknown): string | undefined {
  if (!(error instanceof RelayApiError)) return undefined;
  return error.errors.find(({ path }) => path === 'url')?.message;
}
