import { randomUUID } from 'node:crypto';

import { call } from './http.mts';
import type { Workflow, WorkflowNode } from './n8n-api.mts';
import type { Credentials, Stage } from './stage.mts';
import { waitFor } from './wait-for.mts';
import { runsOf } from './workflows.mts';

/** A node to run. Expressions in its parameters see the input of `run` as `$json.body`. */
export interface Job {
  /** Unique name of the node. */
  readonly name: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials: Credentials;
  /** What n8n does on an error, for example `continueErrorOutput`. */
  readonly onError?: string;
}

/** A binary field of an item. n8n keeps the bytes in a separate file. */
export interface BinaryField {
  readonly id: string;
  readonly mimeType: string;
  readonly fileName?: string;
}

export interface Item {
  readonly json: Readonly<Record<string, unknown>>;
  readonly binary?: Readonly<Record<string, BinaryField>>;
  readonly pairedItem?: unknown;
}

/** Result of a run: the items, or why there are none. */
export interface Outcome {
  readonly items: readonly Item[];
  /** Items of the error output, for a job with `continueErrorOutput`. */
  readonly failed: readonly Item[];
  readonly error: { readonly message: string; readonly description?: string | null } | undefined;
}

/**
 * An active workflow in which each job has its own webhook, so that any job can run at any time,
 * the way n8n runs nodes in production.
 */
export class Bench {
  readonly #stage: Stage;
  readonly #workflowId: string;
  readonly #paths: ReadonlyMap<string, string>;

  private constructor(options: {
    stage: Stage;
    workflowId: string;
    paths: ReadonlyMap<string, string>;
  }) {
    this.#stage = options.stage;
    this.#workflowId = options.workflowId;
    this.#paths = options.paths;
  }

  static async open(options: {
    readonly stage: Stage;
    readonly name: string;
    readonly jobs: readonly Job[];
  }): Promise<Bench> {
    const { stage, name, jobs } = options;
    const paths = new Map(jobs.map((job) => [job.name, randomUUID()]));
    const workflowId = await stage.api.addWorkflow(layOut({ name, jobs, paths }));
    await stage.api.activate(workflowId);
    const [last] = [...paths.values()].slice(-1);
    await waitFor({
      what: `the workflow "${name}" to be active`,
      timeoutMs: 20_000,
      look: async () => {
        // The wrong method is not registered either, but the error lists the registered ones.
        const { text } = await call({ url: `${stage.n8n.url}/webhook/${last}` });
        return text.includes('POST') || undefined;
      },
    });
    return new Bench({ stage, workflowId, paths });
  }

  /** Runs one job. Resolves when its execution has ended. */
  async run(options: { readonly job: string; readonly input?: unknown }): Promise<Outcome> {
    const { job, input = {} } = options;
    const { api, n8n } = this.#stage;
    const url = `${n8n.url}/webhook/${this.#paths.get(job)}`;
    await call({ url, method: 'POST', body: input, timeoutMs: 60_000 });
    const execution = await waitFor({
      what: `the execution of "${job}"`,
      timeoutMs: 10_000,
      look: async () => {
        const newest = await api.newestExecution(this.#workflowId);
        return newest?.status === 'success' || newest?.status === 'error' ? newest : undefined;
      },
    });
    const run = runsOf({ execution, node: job }).at(-1);
    return {
      items: (run?.data?.main?.[0] ?? []) as readonly Item[],
      failed: (run?.data?.main?.[1] ?? []) as readonly Item[],
      error: run?.error ?? execution.data?.resultData.error,
    };
  }

  async close(): Promise<void> {
    await this.#stage.api.deactivate(this.#workflowId);
  }
}

function layOut(options: {
  readonly name: string;
  readonly jobs: readonly Job[];
  readonly paths: ReadonlyMap<string, string>;
}): Workflow {
  const { name, jobs, paths } = options;
  const nodes = jobs.flatMap((job, row): WorkflowNode[] => {
    const path = paths.get(job.name) ?? '';
    return [
      {
        id: randomUUID(),
        name: `Call ${job.name}`,
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        position: [0, row * 160],
        webhookId: path,
        parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
      },
      { ...job, id: randomUUID(), typeVersion: 1, position: [240, row * 160] },
    ];
  });
  const connections = jobs.map((job) => [
    `Call ${job.name}`,
    { main: [[{ node: job.name, type: 'main', index: 0 }]] },
  ]);
  return { name, nodes, connections: Object.fromEntries(connections) };
}
