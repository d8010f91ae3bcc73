import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as the node passes it to n8n, with its body parsed as JSON. */
export interface Asked {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IDataObject | undefined;
  readonly body: unknown;
}

export const siteCredentials = {
  baseUrl: 'https://example.com/drupal/',
  username: 'ada',
  password: 'correct-horse',
};

/** An invoice as returned by a site, shortened. */
export const sample = {
  id: 7,
  nid: 11,
  leading_zeros: 4,
  prefix: 'A%Y',
  description: null,
  template: 'default',
  pay_limit: 14,
  pay_status: 'unpaid',
  customer: { id: 3, customer_number: 1, company_name: 'Awesome company', city: null },
  items: [
    { id: 1, weight: 0, description: 'Subscription', quantity: 1, unitcost: 50.75, vat: 21 },
    { id: 2, weight: 1, description: 'Sent SMS messages', quantity: 28, unitcost: 0.22, vat: 21 },
  ],
  // A value that the module corrupts.
  number: '0',
  vattotal: 11.95,
  extotal: 56.91,
  inctotal: 68.86,
  created: '2026-11-20 10:00:00',
  changed: '2026-11-21 11:30:00',
};

/** The same invoice as a row of the list. */
export const row = {
  id: 7,
  number: 'A20260007',
  template: 'default',
  pay_status: 'unpaid',
  inctotal: 68.86,
  created: sample.created,
  changed: sample.changed,
  customer: {
    customer_number: '1',
    company_name: 'Awesome company',
  },
};

const api = '/invoice/api/invoice.json';

/** Responses of a site with this one invoice. */
export function site({ method, url, body }: Asked): Answer {
  const { pathname } = new URL(url);
  const path = pathname.slice('/drupal'.length);
  if (path === '/user/login') {
    return { status: 302, headers: { 'set-cookie': 'SESSa=session-1; path=/' } };
  }
  if (path === '/invoice/api/token') return { body: 'token-0123456789' };
  if (path === api && method === 'POST') {
    return { status: 201, headers: { location: `https://example.com${api}/7` } };
  }
  if (path === api) return { body: [row] };
  if (path !== `${api}/7`) return { status: 404, body: { code: 404, message: 'Not Found' } };
  return method === 'PUT' && body ? { status: 204 } : { body: sample };
}

/**
 * Runs the node the way n8n does, with a fake n8n: one item per set of parameters.
 *
 * @param options.answer responses of the site, instead of those of a site with one invoice;
 * anything but text is sent as JSON
 */
export async function runNode(options: {
  readonly parameters: Parameters | readonly Parameters[];
  readonly answer?: (asked: Asked) => Answer;
  readonly credentials?: IDataObject;
  readonly continueOnFail?: boolean;
  /** Defaults to 1. */
  readonly typeVersion?: number;
}) {
  const { answer = site, credentials = siteCredentials, continueOnFail = false } = options;
  const sets = [options.parameters].flat() as readonly Parameters[];
  const asked: Asked[] = [];
  const context = {
    getInputData: () => sets.map(() => ({ json: {} })),
    getNode: () => ({
      name: 'Drupal Invoice',
      type: 'drupalInvoice',
      typeVersion: options.typeVersion ?? 1,
    }),
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
          body: sent && readSent(new TextDecoder().decode(sent)),
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

/** Parses a form or JSON. */
function readSent(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
