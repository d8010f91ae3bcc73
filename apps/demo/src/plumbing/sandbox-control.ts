import type { SignatureScheme } from '@invoice-relay/core/signature';

import { DemoFailure } from '../failure.ts';

const timeoutMs = 5_000;

/** An activity as the sandbox records it, in the vendor's words. Of its members, those we use. */
export interface SandboxActivity {
  readonly Id: number;
  readonly Type: number;
  readonly Message: string;
  readonly InvoiceId: number;
  readonly InvoiceNumber: string | null;
}

/** A URL that the sandbox sends to. */
export interface SandboxWebhook {
  readonly id: number;
  /** The last activity that the URL accepted. */
  readonly position: number;
  /** How many activities it is still to get. */
  readonly waiting: number;
}

/** The control API of the sandbox: see its README. */
export class SandboxControl {
  readonly #url: string;

  /** @param options.url of the sandbox, without a slash at the end */
  constructor(options: { readonly url: string }) {
    this.#url = options.url;
  }

  /** Pastes a URL into the account's settings. The vendor tries it with an empty POST. */
  addWebhook(
    url: string,
  ): Promise<SandboxWebhook & { readonly probe: { readonly status: number | null } }> {
    return this.#call({ method: 'POST', path: 'webhooks', body: { url } });
  }

  async removeWebhook(id: number): Promise<void> {
    await this.#call({ method: 'DELETE', path: `webhooks/${id}` });
  }

  async webhook(id: number): Promise<SandboxWebhook> {
    const { data } = await this.#call<{ data: SandboxWebhook[] }>({ path: 'webhooks' });
    const found = data.find((webhook) => webhook.id === id);
    if (found === undefined) throw new DemoFailure(`The sandbox has no webhook ${id}.`);
    return found;
  }

  /** Lets something happen. Without an invoice: to the newest one, or `Created` makes one. */
  record(activity: {
    readonly type: string;
    readonly invoiceId?: number;
  }): Promise<SandboxActivity> {
    return this.#call({ method: 'POST', path: 'activities', body: activity });
  }

  /** All that ever happened, in order. */
  async activities(): Promise<readonly SandboxActivity[]> {
    return (await this.#call<{ data: SandboxActivity[] }>({ path: 'activities' })).data;
  }

  /** What the sandbox signs with. */
  signature(): Promise<SignatureScheme> {
    return this.#call({ path: 'signature' });
  }

  /** How long it waits before it tries a URL again; without any it does as usual. */
  async retryEvery(milliseconds?: number): Promise<void> {
    const body =
      milliseconds === undefined ? {} : { retryDelaysMs: [milliseconds], ignoreAfter: 1_000 };
    await this.#call({ method: 'PUT', path: 'trouble', body });
  }

  async #call<Answer>(options: {
    readonly method?: string;
    readonly path: string;
    readonly body?: unknown;
  }): Promise<Answer> {
    const { method = 'GET', path, body } = options;
    const response = await fetch(`${this.#url}/control/${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new DemoFailure(`The sandbox refused ${method} /control/${path}.`, {
        seen: `${response.status} ${text}`,
      });
    }
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}
