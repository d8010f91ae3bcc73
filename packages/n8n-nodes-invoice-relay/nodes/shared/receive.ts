import type { WebhookRequest } from '@invoice-relay/core/source';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Returns the request byte for byte, as received before n8n parsed the JSON. */
export async function rawRequest(context: IWebhookFunctions): Promise<WebhookRequest> {
  const request = context.getRequestObject() as ReturnType<
    IWebhookFunctions['getRequestObject']
  > & {
    rawBody?: Uint8Array;
    readRawBody?: () => Promise<void>;
  };
  if (request.rawBody === undefined) await request.readRawBody?.();
  return {
    method: request.method,
    headers: Object.fromEntries(
      Object.entries(context.getHeaderData()).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    body: new Uint8Array(request.rawBody ?? []),
  };
}

/**
 * Returns a response to a request that arrived while n8n is stopping; undefined otherwise.
 *
 * n8n (2.41) closes its server first but keeps serving open connections: it returns 200 to a
 * webhook, starts an execution and exits in the middle of it. So the sender has to retry later.
 */
export function respondWhileStopping(context: IWebhookFunctions): IWebhookResponseData | undefined {
  const { socket } = context.getRequestObject() as unknown as {
    readonly socket?: { readonly server?: { readonly listening?: boolean } };
  };
  if (socket?.server?.listening !== false) return undefined;
  context.getResponseObject().setHeader('connection', 'close');
  return respond(context, {
    status: 503,
    code: 'stopping',
    message: 'This n8n is stopping and could not finish the workflow.',
    retryAfterSeconds: 30,
  });
}

/** Responds without starting an execution. `message` is for readers of the sender's log. */
export function respond(
  context: IWebhookFunctions,
  options: {
    readonly status: number;
    readonly code?: string;
    readonly message?: string;
    readonly retryAfterSeconds?: number;
  },
): IWebhookResponseData {
  const { status, code, message, retryAfterSeconds } = options;
  const response = context.getResponseObject();
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  response.status(status);
  if (message === undefined) response.end();
  else response.json({ code, message });
  return { noWebhookResponse: true };
}

/**
 * Runs the workflow and makes n8n save what `keep` writes to the static data.
 *
 * n8n saves static data once the execution exists, right before it responds: whatever is saved did
 * run, and whatever failed is sent again. But when the execution starts, n8n forgets earlier
 * changes to the data (n8n 2.41: both share one object, whose changed flag is reset). Therefore it
 * is written in between, when n8n reads the response.
 */
export function runWorkflow(
  items: INodeExecutionData[],
  keep: (begun: boolean) => void,
): IWebhookResponseData {
  keep(false);
  return {
    workflowData: [items],
    get webhookResponse() {
      keep(true);
      return undefined;
    },
  };
}

/** Calls back once the response has been sent; never if the caller disconnected before that. */
export function onResponded(context: IWebhookFunctions, callback: (status: number) => void): void {
  const response = context.getResponseObject();
  response.once('finish', () => callback(response.statusCode));
}
