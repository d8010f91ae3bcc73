import type { WebhookRequest } from '@invoice-relay/core/source';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** A request as it came in, to the byte, before n8n made JSON of it. */
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
 * Answers a request that came while n8n stops; undefined while it does not.
 *
 * n8n (2.41) closes its server first, and goes on to serve connections that are open: it says 200
 * to a webhook, begins an execution, and ends in the middle of it. So whoever sends has to wait.
 */
export function answerWhileStopping(context: IWebhookFunctions): IWebhookResponseData | undefined {
  const { socket } = context.getRequestObject() as unknown as {
    readonly socket?: { readonly server?: { readonly listening?: boolean } };
  };
  if (socket?.server?.listening !== false) return undefined;
  context.getResponseObject().setHeader('connection', 'close');
  return answer(context, {
    status: 503,
    code: 'stopping',
    message: 'This n8n is about to stop, and would not come to the end of the workflow.',
    retryAfterSeconds: 30,
  });
}

/** Answers without an execution. What `message` says is for whoever looks at the sender's log. */
export function answer(
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
 * Runs the workflow, and has n8n keep what `keep` writes to the static data.
 *
 * n8n writes static data to its database once the execution is there, right before it answers: what
 * is kept there did run, and what failed is sent again. But when the execution begins, it forgets
 * that the data changed before (n8n 2.41: both share one object, whose mark is set back). So it is
 * written in the moment between the two, in which n8n asks for a response.
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

/** Calls back once when the answer is out; not when the caller left before. */
export function onAnswered(context: IWebhookFunctions, callback: (status: number) => void): void {
  const response = context.getResponseObject();
  response.once('finish', () => callback(response.statusCode));
}
