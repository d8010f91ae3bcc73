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

const basic = (name: string) => ({ authorization: `Basic ${btoa(`${name}:${name}`)}` });

/** What a user needs for writes, besides name and password. */
export interface SiteTicket {
  /** A `name=value` pair. */
  readonly cookie: string;
  readonly token: string;
}

/**
 * Client for the Invoice 7 site over plain HTTP, and for its control calls. A user's password is
 * the user name.
 */
export class SiteCaller {
  readonly url: string;
  readonly #control: Control;
  readonly #tickets = new Map<string, SiteTicket>();

  constructor(control: Control) {
    this.#control = control;
    this.url = `${control.url}/invoice7`;
  }

  /** @param path below `…/invoice/api/`, e.g. `invoice.json/1` */
  async get(path: string, options: { readonly user?: string } = {}): Promise<SiteAnswer> {
    return this.ask(path, { headers: basic(options.user ?? 'sandbox') });
  }

  /** Writes as a client has to: logged in, with session and token. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    options: {
      readonly user?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<SiteAnswer> {
    const { user = 'sandbox', headers = {} } = options;
    const { cookie, token } = await this.ticket(user);
    return this.ask(path, {
      method,
      headers: { ...basic(user), cookie, 'x-csrf-token': token, ...headers },
      ...(body !== undefined && {
        body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      }),
    });
  }

  /** Logs in, once per user. */
  async ticket(user = 'sandbox'): Promise<SiteTicket> {
    const known = this.#tickets.get(user);
    if (known !== undefined) return known;
    const { status, headers } = await this.login({ name: user, pass: user });
    expect(status).toBe(302);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const { text: token } = await this.ask('token', { headers: { cookie } });
    const ticket = { cookie, token };
    this.#tickets.set(user, ticket);
    return ticket;
  }

  async login(
    form: { readonly name: string; readonly pass: string },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SiteAnswer> {
    return this.page('user/login', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ ...form, form_id: 'user_login', op: 'Log in' }),
    });
  }

  async ask(path: string, init: RequestInit): Promise<SiteAnswer> {
    return this.page(`invoice/api/${path}`, init);
  }

  /** @param path a path of the Drupal site */
  async page(path: string, init: RequestInit = {}): Promise<SiteAnswer> {
    const response = await fetch(`${this.url}/${path}`, { redirect: 'manual', ...init });
    const { status, headers } = response;
    const text = await response.text();
    const json = headers.get('content-type')?.includes('json') === true && /^[[{]/.test(text);
    return { status, headers, text, body: json ? JSON.parse(text) : undefined };
  }

  /** Returns the body of a control call that should succeed. */
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

/** The body from the vendor's API.txt, verbatim. */
export const sample = JSON.parse(/^\{\n.+?\n\}$/ms.exec(apiText)?.[0] ?? '') as {
  readonly customer: Readonly<Record<string, string | number>>;
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly [member: string]: unknown;
};
