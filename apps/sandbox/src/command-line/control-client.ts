import type { SiteInvoiceControlView } from '../control/site-invoice-view.ts';
import type { WebhookView } from '../control/webhook-view.ts';
import type { ProblemDocument } from '../http/problem.ts';
import type { MadeInvoices } from '../invoice7/site.ts';
import type { Recorded } from '../shop/recorder.ts';

/** An error that the user can fix. */
export class CommandError extends Error {}

/** The part of an activity that the command prints. */
export interface MadeActivity {
  readonly Id: number;
  readonly Message: string;
  readonly Link: string | null;
}

/** Client for the control API calls that the commands use. */
export class ControlClient {
  readonly #url: string;

  /** @param options.url URL of the sandbox */
  constructor(options: { readonly url: string }) {
    this.#url = options.url.replace(/\/+$/, '');
  }

  single(body: object): Promise<MadeActivity> {
    return this.#call<MadeActivity>({ method: 'POST', path: '/control/activities', body });
  }

  burst(body: { readonly count: number }): Promise<Recorded> {
    return this.#call<Recorded>({ method: 'POST', path: '/control/burst', body });
  }

  month(): Promise<Recorded> {
    return this.#call<Recorded>({ method: 'POST', path: '/control/month' });
  }

  /** This and the following calls are about the Invoice 7 site. */
  makeInvoice(body: { readonly number?: number }): Promise<SiteInvoiceControlView> {
    return this.#call({ method: 'POST', path: '/control/invoice7/invoices', body });
  }

  makeInvoices(body: { readonly count: number }): Promise<MadeInvoices> {
    return this.#call({ method: 'POST', path: '/control/invoice7/invoices', body });
  }

  setInvoice(options: {
    readonly id: number;
    readonly to: 'pay' | 'unpay';
  }): Promise<SiteInvoiceControlView> {
    const { id, to } = options;
    return this.#call({ method: 'POST', path: `/control/invoice7/invoices/${id}/${to}` });
  }

  async deleteInvoice(id: number): Promise<void> {
    await this.#call({ method: 'DELETE', path: `/control/invoice7/invoices/${id}` });
  }

  backUpSite(): Promise<{ readonly backupMadeAt: string }> {
    return this.#call({ method: 'POST', path: '/control/invoice7/backup' });
  }

  restoreSite(): Promise<{ readonly backupMadeAt: string }> {
    return this.#call({ method: 'POST', path: '/control/invoice7/restore' });
  }

  async webhooks(): Promise<readonly WebhookView[]> {
    const path = '/control/webhooks';
    return (await this.#call<{ data: WebhookView[] }>({ method: 'GET', path })).data;
  }

  /** @throws {CommandError} if the sandbox can't be reached or rejects the call */
  async #call<Answer>(options: {
    readonly method: string;
    readonly path: string;
    readonly body?: object;
  }): Promise<Answer> {
    const { method, path, body } = options;
    let response: Response;
    try {
      response = await fetch(`${this.#url}${path}`, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
    } catch (cause) {
      throw new CommandError(
        `No sandbox is running at ${this.#url}. Start one with "npx -y pnpm@12 sandbox", or pass its URL with --url.`,
        { cause },
      );
    }
    if (response.status === 204) return undefined as Answer;
    const type = response.headers.get('content-type') ?? '';
    if (!type.includes('json')) {
      throw new CommandError(
        `The server at ${this.#url} is not a sandbox (status ${response.status}, ${type || 'no content type'}). Pass the URL of the sandbox with --url.`,
      );
    }
    const answer: unknown = await response.json();
    if (!response.ok) throw new CommandError((answer as ProblemDocument).detail);
    return answer as Answer;
  }
}
