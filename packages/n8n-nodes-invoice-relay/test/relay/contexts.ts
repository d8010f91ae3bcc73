import type {
  IDataObject,
  IExecuteFunctions,
  IHookFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  INode,
  IPollFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';

/** A single object that stands in for every context n8n calls a node's functions with. */
export type PlayedContext = IExecuteFunctions &
  IHookFunctions &
  ILoadOptionsFunctions &
  IPollFunctions &
  IWebhookFunctions;

export interface PlayedResponse {
  statusCode: number;
  body: unknown;
  readonly headers: Record<string, unknown>;
  /** Simulates n8n having sent its response. */
  finish(status?: number): void;
}

export interface ContextOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Parameters as written in the node, for those that are expressions. */
  readonly written?: Readonly<Record<string, string>>;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly staticData?: IDataObject;
  readonly mode?: string;
  readonly activation?: string;
  readonly nodeId?: string;
  readonly typeVersion?: number;
  readonly url?: string;
  readonly items?: number;
  readonly continueOnFail?: boolean;
  readonly http?: (request: IHttpRequestOptions) => Promise<unknown>;
  readonly request?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string | string[]>>;
    readonly body?: Uint8Array | string;
    /** Whether n8n still accepts new connections; defaults to true. */
    readonly listening?: boolean;
  };
  readonly budgetMs?: number;
}

/** Creates a context and collects what is written to its response and log. */
export function playContext(options: ContextOptions = {}) {
  const { parameters = {}, staticData = {}, mode = 'trigger', nodeId = 'node-1' } = options;
  const log: string[] = [];
  const response = playResponse();
  const node: INode = {
    id: nodeId,
    name: 'Trigger',
    type: 'x',
    typeVersion: options.typeVersion ?? 1,
    position: [0, 0],
    parameters: { ...parameters, ...options.written } as INode['parameters'],
  };
  const parameter = (name: string, fallback: unknown) => {
    const value = name.split('.').reduce<unknown>((from, key) => {
      return typeof from === 'object' && from !== null ? (from as IDataObject)[key] : undefined;
    }, parameters);
    return value ?? fallback;
  };
  const { method = 'POST', headers = {}, body = '' } = options.request ?? {};
  const note = (message: string) => log.push(message);
  const context = {
    getNode: () => node,
    getMode: () => mode,
    getActivationMode: () => options.activation ?? 'activate',
    getTimezone: () => 'Europe/Berlin',
    getWorkflow: () => ({ id: 'wf1', name: 'Paid "invoices"', active: true }),
    getWorkflowStaticData: () => staticData,
    getNodeWebhookUrl: () => options.url ?? 'https://n8n.example/webhook/abc/webhook',
    getCredentials: () =>
      Promise.resolve(
        options.credentials ?? { baseUrl: ' http://relay.example:4100 ', apiKey: ' irk_key\n' },
      ),
    // In an execution the second argument is the item index and the third the default.
    getNodeParameter: (name: string, second?: unknown, third?: unknown) =>
      options.items === undefined ? parameter(name, second) : parameter(name, third),
    getInputData: () => Array.from({ length: options.items ?? 0 }, () => ({ json: {} })),
    continueOnFail: () => options.continueOnFail ?? false,
    getPollBudgetMs: () => options.budgetMs ?? 300_000,
    getHeaderData: () => headers,
    getRequestObject: () => ({
      method,
      rawBody: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      socket: { server: { listening: options.request?.listening ?? true } },
    }),
    getResponseObject: () => response,
    logger: { warn: note, debug: note, info: note, error: note },
    helpers: {
      httpRequestWithAuthentication: (_: string, request: IHttpRequestOptions) =>
        options.http?.(request) ?? Promise.reject(new Error('nothing is played')),
    },
  };
  return { context: context as unknown as PlayedContext, staticData, response, log };
}

function playResponse(): PlayedResponse & Readonly<Record<string, unknown>> {
  const listeners: (() => void)[] = [];
  const response: ReturnType<typeof playResponse> & { body: unknown } = {
    statusCode: 200,
    body: undefined,
    headers: {},
    setHeader: (name: string, value: unknown) => {
      response.headers[name] = value;
    },
    status: (code: number) => {
      response.statusCode = code;
    },
    json: (body: unknown) => {
      response.body = body;
    },
    end: () => {
      response.body = '';
    },
    once: (_: string, listener: () => void) => listeners.push(listener),
    finish(status = response.statusCode) {
      response.statusCode = status;
      for (const listener of listeners) listener();
    },
  };
  return response;
}
