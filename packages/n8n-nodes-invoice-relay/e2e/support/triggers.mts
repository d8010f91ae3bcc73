import { randomUUID } from 'node:crypto';

import type { Subscription } from '@invoice-relay/relay-client';

import { call } from './http.mts';
import type { Execution } from './n8n-api.mts';
import type { Credentials, Stage } from './stage.mts';
import { waitFor } from './wait-for.mts';
import { after, given, inARow } from './workflows.mts';

/** A workflow with one trigger, followed by one node. */
export interface TriggerWorkflow {
  readonly id: string;
  /** Where n8n listens for it while it is active. */
  readonly webhookUrl: string;
}

const triggerName = 'Trigger';

export async function addTrigger(options: {
  readonly stage: Stage;
  readonly name: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials?: Credentials;
  /** Defaults to 1. */
  readonly typeVersion?: number;
}): Promise<TriggerWorkflow> {
  const { stage, name, type, parameters, credentials = {}, typeVersion = 1 } = options;
  const webhookId = randomUUID();
  const trigger = { name: triggerName, type, typeVersion, parameters, credentials, webhookId };
  const id = await stage.api.addWorkflow(inARow({ name, nodes: [trigger, after] }));
  return { id, webhookUrl: `${stage.n8n.webhookUrl}/webhook/${webhookId}/webhook` };
}

/** Returns the output of a trigger in all executions so far, in the order they started. */
export async function received(options: {
  readonly stage: Stage;
  readonly workflow: TriggerWorkflow;
}): Promise<readonly Record<string, unknown>[]> {
  const executions = await options.stage.api.executions(options.workflow.id);
  return executions.flatMap((execution) => given({ execution, node: after.name }));
}

/** Waits for this many executions; fails if any of them failed. */
export async function expectExecutions(options: {
  readonly stage: Stage;
  readonly workflow: TriggerWorkflow;
  readonly count: number;
  readonly timeoutMs?: number;
}): Promise<readonly Execution[]> {
  const { stage, workflow, count, timeoutMs = 20_000 } = options;
  let seen: readonly Execution[] = [];
  return waitFor({
    what: `${count} executions`,
    timeoutMs,
    everyMs: 200,
    look: async () => {
      seen = await stage.api.executions(workflow.id);
      const failed = seen.find(({ status }) => status === 'error' || status === 'crashed');
      if (failed !== undefined) {
        throw new Error(`An execution failed: ${JSON.stringify(failed.data?.resultData.error)}`);
      }
      return seen.filter(({ status }) => status === 'success').length >= count ? seen : undefined;
    },
    seen: () => JSON.stringify(seen.map(({ id, status }) => ({ id, status }))),
  });
}

/** Returns the static data of a workflow's trigger. */
export async function remembered(options: {
  readonly stage: Stage;
  readonly workflow: TriggerWorkflow;
}): Promise<Readonly<Record<string, unknown>>> {
  const { staticData } = await options.stage.api.workflow(options.workflow.id);
  return staticData?.[`node:${triggerName}`] ?? {};
}

/**
 * Waits until an activated workflow has its subscription and knows its secret: n8n activates in the
 * background.
 */
export async function expectSubscribed(options: {
  readonly stage: Stage;
  readonly workflow: TriggerWorkflow;
}): Promise<Subscription> {
  const { stage, workflow } = options;
  return waitFor({
    what: 'the subscription',
    timeoutMs: 60_000,
    everyMs: 200,
    look: async () => {
      const { subscriptionId, secret } = await remembered({ stage, workflow });
      if (typeof subscriptionId !== 'string' || typeof secret !== 'string') return undefined;
      return stage.relay.client.subscriptions.get({ id: subscriptionId });
    },
  });
}

/** Waits until n8n listens at the trigger's URL, shortly after activation. */
export async function expectListening(workflow: TriggerWorkflow): Promise<void> {
  await waitFor({
    what: `n8n to listen at ${workflow.webhookUrl}`,
    timeoutMs: 30_000,
    look: async () => {
      const { status } = await call({ url: workflow.webhookUrl, method: 'POST' });
      return status === 404 ? undefined : status;
    },
  });
}

/** Waits until an activated polling trigger has a position, which it has after its first poll. */
export async function expectPolled(options: {
  readonly stage: Stage;
  readonly workflow: TriggerWorkflow;
}): Promise<void> {
  await waitFor({
    what: 'the trigger to have its place in the log',
    timeoutMs: 20_000,
    look: async () => (Object.keys(await remembered(options)).length > 0 ? true : undefined),
  });
}
