import { readFileSync } from 'node:fs';

import { expect } from 'vitest';

import type { Control } from './harness.ts';

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  readonly body: any;
}

const account = { authorization: `Basic ${btoa('sandbox:sandbox')}` };

/** The Invoice 7 site over plain HTTP, and its control calls. */
export class SiteCaller {
  readonly url: string;
  readonly #control: Control;

  constructor(control: Control) {
    this.#control = control;
    this.url = `${control.url}/invoice7`;
  }

  /** @param path below `…/invoice/api/`, such as `invoice.json/1` */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<SiteAnswer> {
    return this.ask(path, { headers: { ...account, ...headers } });
  }

  /** @param body text is sent as it is */
  async send(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SiteAnswer> {
    return this.ask(path, {
      method,
      headers: { ...account, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async ask(path: string, init: RequestInit): Promise<SiteAnswer> {
    const response = await fetch(`${this.url}/invoice/api/${path}`, init);
    const { status, headers } = response;
    const text = await response.text();
    const json = headers.get('content-type')?.includes('json') === true && text.startsWith('{');
    return { status, headers, text, body: json ? JSON.parse(text) : undefined };
  }

  /** The body of a control call that is to succeed. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  async control(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await this.#control.call(method, `/control/invoice7/${path}`, body);
    expect(answer).toMatchObject({ status: expect.toSatisfy((status) => status < 300) });
    return answer.body;
  }

  async trouble(trouble: object): Promise<void> {
    await this.control('PUT', 'trouble', trouble);
  }
}

const apiText = readFileSync(
  new URL('../../../vendor/drupal-invoice/API.txt', import.meta.url),
  'utf8',
);

/** The body of the vendor's API.txt, word for word. */
export const sample = JSON.parse(/^\{\n.+?\n\}$/ms.exec(apiText)?.[0] ?? '') as {
  readonly customer: Readonly<Record<string, string | number>>;
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly [member: string]: unknown;
};
