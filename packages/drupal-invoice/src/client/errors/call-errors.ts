import { VendorError } from '@invoice-relay/core/errors';
import { codesOf, readRetryAfter } from '@invoice-relay/core/http';
import type { Redact } from '@invoice-relay/core/http';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import type { UnreadableAmount } from '../../model/index.ts';
import { readBody } from '../reading/read-body.ts';
import type { ReadBody } from '../reading/read-body.ts';
import { isLogin } from '../reading/web-page.ts';
import { DrupalInvoiceError } from './drupal-invoice-error.ts';
import type { DrupalInvoiceReason } from './drupal-invoice-error.ts';
import { explainBody } from './explain-body.ts';
import { explainModuleMessage, moduleMessage } from './module-messages.ts';
import { explainNoResponse } from './no-response.ts';
import { explainRedirect } from './redirect.ts';
import { readReasons } from './site-reasons.ts';
import { explainStatus } from './status.ts';

export type Method = 'GET' | 'POST' | 'PUT';

/**
 * Creates the errors of one call, each with a message that names the call and says how to fix it.
 */
export interface CallErrors {
  make(
    reason: DrupalInvoiceReason,
    text: string,
    more?: ConstructorParameters<typeof DrupalInvoiceError>[2],
  ): DrupalInvoiceError;
  /** The transport returned no response. A `VendorError` of its own says why, and is passed on. */
  unreachable(thrown: unknown): VendorError;
  /** The status of the response is not a success. */
  ofStatus(response: TransportResponse): DrupalInvoiceError;
  /** The body is not what was requested. */
  unexpected(options: {
    readonly status: number;
    readonly body: ReadBody;
    readonly wanted: string;
  }): DrupalInvoiceError;
  unreadableAmount(amount: UnreadableAmount): DrupalInvoiceError;
}

/** What may be true after a failure: whoever repeats a write by hand has to know that. */
const unsureTexts: Readonly<Record<Method, string>> = {
  GET: '',
  POST: ' It may have been done anyway: check the site before trying again.',
  PUT: ' It may have been done anyway; doing it again does no harm.',
};

export function createCallErrors(options: {
  /** The name of the call for users: `invoices.get`. */
  readonly call: string;
  readonly url: string;
  readonly credentials: DrupalInvoiceCredentials;
  readonly method: Method;
  readonly redact: Redact;
  readonly now: () => number;
}): CallErrors {
  const { call, url, credentials, method, redact, now } = options;
  const { baseUrl, auth } = credentials;
  const isWrite = method !== 'GET';
  const unsure = unsureTexts[method];
  const errors: CallErrors = {
    make: (reason, text, more = {}) => new DrupalInvoiceError(reason, `${call}: ${text}`, more),

    unreachable(thrown) {
      if (thrown instanceof VendorError) return thrown;
      // What a transport throws may contain the request, and so the credentials: only its codes are
      // shown, and it is not set as the `cause`.
      const codes = codesOf(thrown).map(redact);
      const { advice, mayHaveArrived } = explainNoResponse(codes);
      const told = codes.length > 0 ? ` (${codes.join(', ')})` : '';
      const text = `no response from ${baseUrl}${told}: ${advice}`;
      return errors.make('unreachable', `${text}${mayHaveArrived ? unsure : ''}`);
    },

    ofStatus(response) {
      const { status, headers } = response;
      const body = readBody({ response, fits: () => false });
      const details = readReasons(body, redact);
      const retryAfterMs = readRetryAfter({ headers, now: now() });
      const more = { status, details, retryAfterMs };
      const said = details.length > 0 ? ` The site says: ${details.join(' ')}` : '';
      const message = moduleMessage(body);
      const ofModule = explainModuleMessage({ status, message, isWrite, user: auth.username });
      if (ofModule !== null) return errors.make(ofModule.reason, `${ofModule.text}${said}`, more);
      if (status >= 300 && status < 400) {
        const { reason, text } = explainRedirect({
          status,
          location: headers['location'],
          url,
          baseUrl,
          redact,
          isPdf: call === 'invoices.pdf',
        });
        return errors.make(reason, `${text}${unsure}`, more);
      }
      const { reason, text, isUnsure } = explainStatus({ response, body, isWrite, retryAfterMs });
      const phpSaid = body.kind === 'php error' ? ` PHP error: ${details.join(' ')}` : said;
      return errors.make(reason, `${text}${isUnsure ? unsure : ''}${phpSaid}`, more);
    },

    unexpected({ status, body, wanted }) {
      const details = readReasons(body, redact);
      const more = { status, details };
      if (body.kind === 'page' && isLogin(body.page)) {
        const text =
          `the site asks for a login instead of responding (HTTP ${status}): something is in front ` +
          'of the Invoice module, such as a module that hides the site from visitors. Exclude ' +
          `/invoice/api from it.${unsure}`;
        return errors.make('blocked_in_front', text, more);
      }
      const text = explainBody({ body, wanted, details, baseUrl });
      return errors.make('answer_unreadable', `${text}${unsure}`, more);
    },

    unreadableAmount({ member, text }) {
      const found = text === '' ? 'is missing' : `is ${JSON.stringify(redact(text.slice(0, 40)))}`;
      return errors.make(
        'answer_unreadable',
        `${member} of the invoice ${found}, which is not a number. Fix the invoice on the site.`,
        { status: 200 },
      );
    },
  };
  return errors;
}
