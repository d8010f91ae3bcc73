import { randomUUID } from 'node:crypto';

import type { Execution, NodeRun, Workflow, WorkflowNode } from './n8n-api.mts';
import { packageName } from './pack.mts';

/** Returns n8n's type name of one of our nodes: `n8n-nodes-invoice-relay.envoice`. */
export const ours = (name: string) => `${packageName}.${name}`;

export type NodeInput = Pick<WorkflowNode, 'name' | 'type' | 'parameters'> &
  Partial<Pick<WorkflowNode, 'credentials' | 'webhookId' | 'typeVersion' | 'onError'>>;

/** A workflow of connected nodes in a row. */
export function inARow(options: {
  readonly name: string;
  readonly nodes: readonly NodeInput[];
}): Workflow {
  const { name, nodes } = options;
  const links = nodes.slice(1).map((next, index) => {
    const from = nodes[index]?.name ?? '';
    return [from, { main: [[{ node: next.name, type: 'main', index: 0 }]] }] as const;
  });
  return {
    name,
    nodes: nodes.map((node, index) => ({
      id: randomUUID(),
      typeVersion: 1,
      position: [index * 240, 0] as const,
      ...node,
    })),
    connections: Object.fromEntries(links),
  };
}

/**
 * Poll times of a polling trigger. n8n rejects intervals below one minute, so these are combined to
 * poll every five seconds.
 */
export const everyFiveSeconds = {
  item: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55].map((second) => ({
    mode: 'custom',
    cronExpression: `${second} * * * * *`,
  })),
};

/** A node after the trigger, as any real workflow has. */
export const after: NodeInput = { name: 'After', type: 'n8n-nodes-base.noOp', parameters: {} };

/** Returns the output of a node: all runs and all items of its first output. */
export function given(options: {
  readonly execution: Execution;
  readonly node: string;
}): readonly Record<string, unknown>[] {
  return runsOf(options).flatMap(({ data }) => (data?.main?.[0] ?? []).map(({ json }) => json));
}

export function runsOf(options: {
  readonly execution: Execution;
  readonly node: string;
}): readonly NodeRun[] {
  return options.execution.data?.resultData.runData?.[options.node] ?? [];
}
