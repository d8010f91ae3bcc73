import type {
  IBinaryData,
  IDataObject,
  IExecuteFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  INode,
  INodeExecutionData,
  INodeParameters,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Envoice } from '../../../nodes/Envoice/Envoice.node.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export interface FakeN8n {
  readonly baseUrl: string;
  readonly timezone?: string;
  /** Defaults to 1. */
  readonly typeVersion?: number;
  /** Replaces real HTTP. */
  readonly answer?: (request: IHttpRequestOptions) => Response | Promise<Response>;
  /** Called for every request made through n8n. */
  readonly asked?: (request: IHttpRequestOptions, authenticated: boolean) => void;
}

const { description } = new Envoice();

/** Returns the parameters as n8n fills them in: with the defaults of all visible fields. */
function filledIn(parameters: Parameters, typeVersion?: number): INodeParameters {
  const node = nodeWith({}, typeVersion);
  return NodeHelpers.getNodeParameters(
    description.properties,
    parameters as INodeParameters,
    true,
    false,
    node,
    description,
  )!;
}

function nodeWith(parameters: INodeParameters, typeVersion = 1): INode {
  return {
    id: 'b2f6',
    name: 'Envoice',
    type: 'n8n-nodes-invoice-relay.envoice',
    typeVersion,
    position: [0, 0],
    parameters,
  };
}

function request({ answer, asked }: FakeN8n, authenticated: boolean) {
  return async (options: IHttpRequestOptions) => {
    asked?.(options, authenticated);
    const response = await (answer?.(options) ?? send(options, authenticated));
    return {
      statusCode: response.status,
      headers: headersOf(response),
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
}

function headersOf(response: Response): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return headers;
}

async function send(options: IHttpRequestOptions, authenticated: boolean): Promise<Response> {
  const { method = 'GET', url, headers, body } = options;
  return fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(headers as Record<string, string>),
      ...(authenticated ? { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' } : {}),
    },
    ...(body === undefined ? {} : { body: body as unknown as Uint8Array<ArrayBuffer> }),
  });
}

function common(n8n: FakeN8n) {
  return {
    getNode: () => nodeWith({}, n8n.typeVersion),
    getTimezone: () => n8n.timezone ?? 'Europe/Amsterdam',
    async getCredentials() {
      return { authKey: 'sandbox-key', authSecret: 'sandbox-secret', baseUrl: n8n.baseUrl };
    },
    helpers: {
      httpRequestWithAuthentication: (_type: string, options: IHttpRequestOptions) =>
        request(n8n, true)(options),
      httpRequest: request(n8n, false),
      async prepareBinaryData(
        bytes: Buffer,
        fileName: string,
        mimeType: string,
      ): Promise<IBinaryData> {
        return { data: bytes.toString('base64'), fileName, mimeType };
      },
    },
  };
}

/** Runs the node the way n8n does: one item per set of parameters. */
export async function runEnvoice(
  options: FakeN8n & {
    readonly items: readonly Parameters[];
    readonly continueOnFail?: boolean;
  },
): Promise<readonly INodeExecutionData[]> {
  const sets = options.items.map((item) => filledIn(item, options.typeVersion));
  const context = {
    ...common(options),
    getInputData: () => sets.map((): INodeExecutionData => ({ json: {} })),
    continueOnFail: () => options.continueOnFail === true,
    getNodeParameter(name: string, itemIndex: number, fallback?: unknown) {
      const value = sets[itemIndex]![name];
      if (value === undefined && fallback === undefined) throw new Error(`no parameter ${name}`);
      return value ?? fallback;
    },
  } as unknown as IExecuteFunctions;
  const [items] = await new Envoice().execute.call(context);
  return items!;
}

/** Runs one operation for one item and returns its output. */
export async function runOne(n8n: FakeN8n, parameters: Parameters): Promise<IDataObject> {
  const [item] = await runEnvoice({ ...n8n, items: [parameters] });
  return item!.json;
}

/** The `this` of list loaders. */
export function loadContext(n8n: FakeN8n): ILoadOptionsFunctions {
  return common(n8n) as unknown as ILoadOptionsFunctions;
}
