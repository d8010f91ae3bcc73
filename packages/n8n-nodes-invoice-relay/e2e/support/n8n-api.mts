import { call, callOk } from './http.mts';
import type { Answer } from './http.mts';
import { waitFor } from './wait-for.mts';

export const owner = {
  email: 'owner@example.com',
  firstName: 'Ada',
  lastName: 'Owner',
  password: 'Correct-horse-9-battery',
};

export interface WorkflowNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [number, number];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly webhookId?: string;
  readonly onError?: string;
}

export interface Workflow {
  readonly name: string;
  readonly nodes: readonly WorkflowNode[];
  readonly connections: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What one node passed to the next, in an execution read with its data. */
export interface NodeRun {
  readonly data?: {
    readonly main?: readonly (readonly { readonly json: Record<string, unknown> }[] | null)[];
  };
  readonly error?: { readonly message: string; readonly description?: string | null };
}

export interface Execution {
  /** Numeric text; ids increase in the order executions start. */
  readonly id: string;
  readonly status: string;
  readonly workflowId: string;
  readonly mode: string;
  readonly data?: {
    readonly resultData: {
      readonly runData?: Readonly<Record<string, readonly NodeRun[]>>;
      readonly error?: { readonly message: string; readonly description?: string | null };
    };
  };
}

/** Client for both APIs of n8n: the public one, and the editor's for what the public one lacks. */
export class N8nApi {
  readonly url: string;
  #cookie = '';
  #apiKey = '';

  /** @param options.url of n8n, without a trailing slash */
  constructor(options: { readonly url: string }) {
    this.url = options.url;
  }

  /** Creates the owner of a fresh n8n, and a public API key with every scope. */
  async begin(): Promise<void> {
    const setUp = await waitFor({
      what: 'n8n to take its owner',
      timeoutMs: 30_000,
      everyMs: 250,
      look: async () => {
        const answer = await call({
          url: `${this.url}/rest/owner/setup`,
          method: 'POST',
          body: owner,
        });
        return answer.status === 200 ? answer : undefined;
      },
    });
    this.#keepCookie(setUp);
    const { data: scopes } = await this.editor<{ data: string[] }>({ path: 'api-keys/scopes' });
    const { data: key } = await this.editor<{ data: { rawApiKey: string } }>({
      method: 'POST',
      path: 'api-keys',
      body: { label: 'e2e', scopes, expiresAt: null },
    });
    this.#apiKey = key.rawApiKey;
  }

  #keepCookie(answer: Answer): void {
    this.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** Cookies that sign a browser in as the owner. */
  get cookies(): readonly {
    readonly name: string;
    readonly value: string;
    readonly url: string;
  }[] {
    return this.#cookie.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url: this.url };
    });
  }

  /** Calls the editor's own API as the owner. */
  editor<Body>(options: {
    readonly method?: string;
    readonly path: string;
    readonly body?: unknown;
  }): Promise<Body> {
    const { path, ...rest } = options;
    return callOk({ ...rest, url: `${this.url}/rest/${path}`, headers: { cookie: this.#cookie } });
  }

  /** Loads a file that the editor loads. */
  page<Body>(path: string): Promise<Body> {
    return callOk({ url: `${this.url}/${path}`, headers: { cookie: this.#cookie } });
  }

  /** Calls the public API. */
  api<Body>(options: {
    readonly method?: string;
    readonly path: string;
    readonly body?: unknown;
  }): Promise<Body> {
    const { path, ...rest } = options;
    const headers = { 'x-n8n-api-key': this.#apiKey };
    return callOk({ ...rest, url: `${this.url}/api/v1/${path}`, headers });
  }

  async addCredential(credential: {
    readonly name: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }): Promise<{ readonly id: string; readonly name: string }> {
    const { id, name } = await this.api<{ id: string; name: string }>({
      method: 'POST',
      path: 'credentials',
      body: credential,
    });
    return { id, name };
  }

  /** Returns what the Test button shows. */
  testCredential(id: string): Promise<{ readonly status: string; readonly message: string }> {
    return this.api({ method: 'POST', path: `credentials/${id}/test` });
  }

  async addWorkflow(workflow: Workflow): Promise<string> {
    const { name, nodes, connections, settings = {} } = workflow;
    const { id } = await this.api<{ id: string }>({
      method: 'POST',
      path: 'workflows',
      body: { name, nodes, connections, settings: { executionOrder: 'v1', ...settings } },
    });
    return id;
  }

  /** Saves a change as made in the editor; it takes effect once published. */
  async changeWorkflow(options: {
    readonly id: string;
    readonly nodes: (nodes: readonly WorkflowNode[]) => readonly WorkflowNode[];
  }): Promise<void> {
    const { id, nodes } = options;
    const before = await this.api<Workflow>({ path: `workflows/${id}` });
    const { name, connections } = before;
    const body = {
      name,
      connections,
      nodes: nodes(before.nodes),
      settings: { executionOrder: 'v1' },
    };
    await this.api({ method: 'PUT', path: `workflows/${id}`, body });
  }

  async activate(id: string): Promise<void> {
    await this.api({ method: 'POST', path: `workflows/${id}/activate` });
  }

  async deactivate(id: string): Promise<void> {
    await this.api({ method: 'POST', path: `workflows/${id}/deactivate` });
  }

  /** Returns a workflow as n8n stores it, including the static data of its nodes. */
  workflow(id: string): Promise<{
    readonly active: boolean;
    readonly staticData: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
  }> {
    return this.api({ path: `workflows/${id}` });
  }

  async newestExecution(workflowId: string): Promise<Execution | undefined> {
    const query = new URLSearchParams({ workflowId, includeData: 'true', limit: '1' });
    const { data } = await this.api<{ data: Execution[] }>({ path: `executions?${query}` });
    return data[0];
  }

  /** Returns true while an execution is running, otherwise undefined. */
  async isRunning(workflowId: string): Promise<true | undefined> {
    const query = new URLSearchParams({ workflowId, status: 'running' });
    const { data } = await this.api<{ data: unknown[] }>({ path: `executions?${query}` });
    return data.length > 0 || undefined;
  }

  /** Returns the bytes of a binary field. */
  async binary(id: string): Promise<Buffer> {
    const query = new URLSearchParams({ id, action: 'download' });
    const response = await fetch(`${this.url}/rest/binary-data?${query}`, {
      headers: { cookie: this.#cookie },
    });
    if (!response.ok) throw new Error(`The binary data was answered with ${response.status}.`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Returns all executions of a workflow, oldest first, with the output of each node. */
  async executions(workflowId: string): Promise<readonly Execution[]> {
    const found: Execution[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ workflowId, includeData: 'true', limit: '100' });
      if (cursor !== null) query.set('cursor', cursor);
      const page: { data: Execution[]; nextCursor: string | null } = await this.api({
        path: `executions?${query}`,
      });
      found.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found.toSorted((one, other) => Number(one.id) - Number(other.id));
  }
}
