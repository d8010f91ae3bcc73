import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One request as the node hands it to n8n; its body is read as JSON. */
export interface Asked {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IDataObject | undefined;
  readonly body: unknown;
}

export const siteCredentials = {
  baseUrl: 'https://example.com/drupal/',
  authentication: 'basic',
  username: 'ada',
  password: 'correct-horse',
};

/** The vendor's own sample, shortened. */
export const sample = {
  leading_zeros: '4',
  prefix: '%Y',
  pay_limit: 14,
  pay_status: 'unpaid',
  customer: { customer_number: 1, company_name: 'Awesome company' },
  items: [
    { description: 'Subscription', quantity: '1', unitcost: '50.75', vat: '21' },
    { description: 'Sent SMS messages', quantity: '28', unitcost: '0.22', vat: '21' },
  ],
};

/**
 * Runs the node as n8n does, with what stands in for n8n: one item for each set of parameters.
 *
 * @param options.answer what the site answers; what is no text is sent as JSON
 */
export async function runNode(options: {
  readonly parameters: Parameters | readonly Parameters[];
  readonly answer?: (asked: Asked) => Answer;
  readonly credentials?: IDataObject;
  readonly continueOnFail?: boolean;
}) {
  const {
    answer = (): Answer => ({}),
    credentials = siteCredentials,
    continueOnFail = false,
  } = options;
  const sets = [options.parameters].flat() as readonly Parameters[];
  const asked: Asked[] = [];
  const context = {
    getInputData: () => sets.map(() => ({ json: {} })),
    getNode: () => ({ name: 'Drupal Invoice', type: 'drupalInvoice', typeVersion: 1 }),
    getTimezone: () => 'Europe/Amsterdam',
    continueOnFail: () => continueOnFail,
    getCredentials: async () => credentials,
    getNodeParameter: (name: string, itemIndex: number, missing?: unknown) => {
      const value = name
        .split('.')
        .reduce<unknown>((part, member) => (part as Parameters)?.[member], sets[itemIndex]);
      if (value === undefined && missing === undefined) throw new Error(`no parameter ${name}`);
      return value ?? missing;
    },
    helpers: {
      async httpRequestWithAuthentication(_type: string, request: IHttpRequestOptions) {
        const { method, url, headers } = request;
        const sent = request.body as Uint8Array | undefined;
        const one = {
          method,
          url,
          headers,
          body: sent && JSON.parse(new TextDecoder().decode(sent)),
        };
        asked.push(one);
        const { status = 200, headers: answered = {}, body = '' } = answer(one);
        return { statusCode: status, headers: answered, body: bytesOf(body) };
      },
      async prepareBinaryData(file: Uint8Array, fileName: string, mimeType: string) {
        return { data: file, fileName, mimeType };
      },
    },
  };
  const [items = []] = await new DrupalInvoice().execute.call(
    context as unknown as IExecuteFunctions,
  );
  return { items, asked };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
