import { randomUUID } from 'node:crypto';

import { call } from './http.mts';
import type { Workflow, WorkflowNode } from './n8n-api.mts';
import type { Credentials, Stage } from './stage.mts';
import { waitFor } from './wait-for.mts';
import { runsOf } from './workflows.mts';

/** One node to be tried. Expressions in its parameters see what `run` is given as `$json.body`. */
export interface Job {
  /** Names the node; unlike those of other jobs. */
  readonly name: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials: Credentials;
  /** What n8n is to do with an error, such as `continueErrorOutput`. */
  readonly onError?: string;
}

/** A binary field of an item. n8n keeps the bytes in a file of its own. */
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

/** What came of a run: the items, or why there are none. */
export interface Outcome {
  readonly items: readonly Item[];
  /** Those of the error output, which a job with `continueErrorOutput` has. */
  readonly failed: readonly Item[];
  readonly error: { readonly message: string; readonly description?: string | null } | undefined;
}

/**
 * An active workflow in which every job hangs on a webhook of its own, so that each can be run when
 * and as often as somebody likes, as n8n runs nodes in production.
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
        // Another method than ours: it is not registered either, but says which ones are.
        const { text } = await call({ url: `${stage.n8n.url}/webhook/${last}` });
        return text.includes('POST') || undefined;
      },
    });
    return new Bench({ stage, workflowId, paths });
  }

  /** Runs one job, and answers when it has ended. */
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
