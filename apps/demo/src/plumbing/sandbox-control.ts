import type { SignatureScheme } from '@invoice-relay/core/signature';

import { DemoFailure } from '../failure.ts';

const timeoutMs = 5_000;

/** An activity as recorded by the sandbox, in the vendor's format. Only the members used here. */
export interface SandboxActivity {
  readonly Id: number;
  readonly Type: number;
  readonly Message: string;
  readonly InvoiceId: number;
  readonly InvoiceNumber: string | null;
}

/** A webhook URL registered in the sandbox. */
export interface SandboxWebhook {
  readonly id: number;
  /** The last activity that the URL accepted. */
  readonly position: number;
  /** Number of activities still to be sent. */
  readonly waiting: number;
}

/** Client for the sandbox's control API: see its README. */
export class SandboxControl {
  readonly #url: string;

  /** @param options.url URL of the sandbox, without a trailing slash */
  constructor(options: { readonly url: string }) {
    this.#url = options.url;
  }

  /** Adds a webhook URL to the account's settings. The vendor tests it with an empty POST. */
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

  /** Records an activity. Without an invoice, `Created` creates one; other types use the newest. */
  record(activity: {
    readonly type: string;
    readonly invoiceId?: number;
  }): Promise<SandboxActivity> {
    return this.#call({ method: 'POST', path: 'activities', body: activity });
  }

  /** Returns all recorded activities, in order. */
  async activities(): Promise<readonly SandboxActivity[]> {
    return (await this.#call<{ data: SandboxActivity[] }>({ path: 'activities' })).data;
  }

  /** Returns the signature scheme of the sandbox. */
  signature(): Promise<SignatureScheme> {
    return this.#call({ path: 'signature' });
  }

  /** Sets the delay before a URL is retried; omit it to restore the default. */
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
      throw new DemoFailure(`The sandbox rejected ${method} /control/${path}.`, {
        seen: `${response.status} ${text}`,
      });
    }
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}
