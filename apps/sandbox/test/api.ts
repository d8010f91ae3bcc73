import { expect } from 'vitest';

import type { Control } from './harness.ts';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  readonly body: any;
}

const account = { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' };

/** Client for the vendor's API over plain HTTP, by operation ids such as `invoice/new`. */
export class Api {
  readonly #url: string;

  constructor(control: Control) {
    this.#url = `${control.url}/envoice/api`;
  }

  async get(
    operation: string,
    query: Readonly<Record<string, string | number | boolean>> = {},
    headers: Readonly<Record<string, string>> = account,
  ): Promise<ApiResponse> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    return read(await fetch(`${this.#url}/${operation}?${search}`, { headers }));
  }

  /** @param operation including its query, if any */
  async post(operation: string, body?: unknown, headers: object = account): Promise<ApiResponse> {
    const response = await fetch(`${this.#url}/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return read(response);
  }

  /** Returns the response body of a call that should succeed. */
  async got(...call: Parameters<Api['get']>): Promise<ApiResponse['body']> {
    return succeeded(await this.get(...call));
  }

  async posted(...call: Parameters<Api['post']>): Promise<ApiResponse['body']> {
    return succeeded(await this.post(...call));
  }

  /** Returns the error of a call that the vendor should reject. */
  async refused(operation: string, body: unknown): Promise<string> {
    const answer = await this.post(operation, body);
    expect(answer).toMatchObject({ status: 200, body: { IsFaulted: true } });
    expect(answer.body.ErrorMessages).toHaveLength(1);
    return answer.body.ErrorMessages[0].UserVisibleMessage;
  }
}

function succeeded(answer: ApiResponse): ApiResponse['body'] {
  const { status, body } = answer;
  if (status !== 200 && status !== 204) throw new Error(`${status} ${JSON.stringify(body)}`);
  if (body?.IsFaulted === true) throw new Error(JSON.stringify(body));
  return answer.body;
}

async function read(response: Response): Promise<ApiResponse> {
  const { status, headers } = response;
  const text = await response.text();
  const json = headers.get('content-type')?.includes('json') === true;
  return { status, headers, body: json ? JSON.parse(text) : text };
}
