import { VendorError } from '@invoice-relay/core/errors';
import { codesOf, readRetryAfter } from '@invoice-relay/core/http';
import type { Redact } from '@invoice-relay/core/http';
import { isObject } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import type { UnreadableAmount } from '../../model/index.ts';
import { readBody } from '../reading/read-body.ts';
import type { ReadBody } from '../reading/read-body.ts';
import { isLogin, isMaintenance } from '../reading/web-page.ts';
import { explainBody } from './explain-body.ts';
import { explainNoAnswer } from './no-answer.ts';
import { readRedirect } from './redirect.ts';
import { readReasons } from './site-reasons.ts';

/** The errors of one call, each with a message that names the call and says what to mend. */
export interface VendorErrors {
  /** The transport gave no answer. */
  unreachable(thrown: unknown): VendorError;
  /** The answer's status is no success. */
  ofStatus(response: TransportResponse): VendorError;
  /** An empty value came where an invoice was asked for. */
  absent(options: { readonly status: number }): VendorError;
  /** A success by its status, and a failure by its body. */
  failed(options: { readonly status: number; readonly body: ReadBody }): VendorError;
  /** The body is not what was asked for. */
  unexpected(options: {
    readonly status: number;
    readonly body: ReadBody;
    readonly wanted: string;
  }): VendorError;
  loggedOut(options: { readonly status: number }): VendorError;
  unreadableAmount(amount: UnreadableAmount): VendorError;
  /** Whoever answers is not the module. */
  otherSoftware(options: { readonly status: number }): VendorError;
}

export function createVendorErrors(options: {
  /** What people know the call by: `invoices.get`. */
  readonly call: string;
  readonly url: string;
  readonly credentials: DrupalInvoiceCredentials;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly redact: Redact;
  readonly now: () => number;
}): VendorErrors {
  const { call, url, credentials, method, redact, now } = options;
  const { baseUrl, auth } = credentials;
  // Whoever repeats it by hand has to know what we know.
  const maybeDone = ' It may have been done all the same: look at the site before doing it again.';
  // A change ends the same when it is done again.
  const unsure = method === 'POST' ? maybeDone : '';
  // It is what Drupal does after it has saved something.
  const unsureRedirect = method === 'GET' ? '' : maybeDone;
  const make = (
    code: VendorError['code'],
    text: string,
    more: ConstructorParameters<typeof VendorError>[2],
  ) => new VendorError(code, `${call}: ${text}`, more);

  const errors: VendorErrors = {
    unreachable(thrown) {
      // What a transport throws may carry the request, and so the credentials: only its codes are
      // told, and it is no cause of ours.
      const codes = codesOf(thrown).map(redact);
      const { advice, mayHaveArrived } = explainNoAnswer(codes);
      const told = codes.length > 0 ? ` (${codes.join(', ')})` : '';
      const text = `no answer came from ${baseUrl}${told}: ${advice}`;
      return make('vendor_unreachable', `${text}${mayHaveArrived ? unsure : ''}`, {});
    },

    ofStatus(response) {
      const { status, headers } = response;
      const body = readBody({ response, fits: isObject });
      const details = readReasons(body, redact);
      const said = details.length > 0 ? ` The site says: ${details.join(' ')}` : '';
      const retryAfterMs = readRetryAfter({ headers, now: now() });
      const more = { status, details };

      if (status === 401) {
        return make('vendor_unauthorized', `${unauthorized(auth)} (HTTP 401).${said}`, more);
      }
      if (status === 403 && body.kind === 'page' && isLogin(body.page)) {
        return errors.loggedOut({ status });
      }
      if (status === 403) {
        const whom = auth.kind === 'none' ? 'visitors who are not logged in' : 'this user';
        const text =
          `the site does not let ${whom} see this invoice (HTTP 403). On the site, under People > ` +
          'Permissions, give the role the permissions of the Invoice module; a firewall in front ' +
          `of the site may refuse as well.${said}`;
        return make('vendor_unauthorized', text, more);
      }
      if (status === 404 || status === 410) {
        const text =
          `the site has no such invoice (HTTP ${status}). Check the id; when every id is unknown, ` +
          `check baseUrl, and that the Invoice module is enabled.${said}`;
        return make('vendor_not_found', text, more);
      }
      if (status === 429) {
        const text =
          `the site was asked too often (HTTP 429). ${waitText(retryAfterMs)}, and ask less often ` +
          `from then on.${said}`;
        return make('vendor_rate_limited', text, { ...more, retryAfterMs });
      }
      if (status === 503 && body.kind === 'page' && isMaintenance(body.page)) {
        const text = `the site is in maintenance mode (HTTP 503). ${waitText(retryAfterMs)}.`;
        return make('vendor_failed', text, { ...more, retryAfterMs });
      }
      if (status >= 500) {
        const text =
          `the site failed (HTTP ${status}). ${waitText(retryAfterMs)}; when it stays so, look at ` +
          `Reports > Recent log messages of the site, or at PHP's error log.${unsure}`;
        const phpSaid = body.kind === 'php error' ? ` PHP error: ${details.join(' ')}` : said;
        return make('vendor_failed', `${text}${phpSaid}`, { ...more, retryAfterMs });
      }
      if (status >= 400) {
        const text = `the site refuses this (HTTP ${status}). Mend the request.`;
        return make('vendor_refused', `${text}${said || ' It gives no reason.'}`, more);
      }
      return ofRedirect({ status, location: headers['location'] });
    },

    absent({ status }) {
      const text = 'the site answered with nothing, so it has no such invoice. Check the id.';
      return make('vendor_not_found', text, { status });
    },

    failed({ status, body }) {
      const details = readReasons(body, redact);
      const said = details.length > 0 ? `: ${details.join(' ')}` : ', and gives no reason.';
      const text = `the site refuses this, in spite of its HTTP ${status}${said}`;
      return make('vendor_refused', `${text} Mend the request.`, { status, details });
    },

    unexpected({ status, body, wanted }) {
      if (body.kind === 'page' && isLogin(body.page)) return errors.loggedOut({ status });
      const details = readReasons(body, redact);
      const text = explainBody({ body, wanted, details, baseUrl });
      return make('vendor_answer_invalid', `${text}${unsure}`, { status, details });
    },

    loggedOut({ status }) {
      const text =
        `the site asks to log in instead of answering (HTTP ${status}). ` +
        (auth.kind === 'none'
          ? 'Set auth to what the site lets callers in by'
          : `It does not know callers by auth of kind ${auth.kind}, or not with these credentials: ` +
            'mend auth') +
        ', or give visitors the permissions of the Invoice module.';
      return make('vendor_unauthorized', text, { status });
    },

    unreadableAmount({ member, text }) {
      const found = text === '' ? 'is missing' : `is ${JSON.stringify(redact(text.slice(0, 40)))}`;
      const advice = /^-?[\d. ]*,\d+$/.test(text)
        ? ' It seems to have a decimal comma: have the site write a dot.'
        : ' Mend the invoice on the site.';
      return make(
        'vendor_answer_invalid',
        `${member} of the invoice ${found}, which is no number.${advice}`,
        {
          status: 200,
        },
      );
    },

    otherSoftware({ status }) {
      const text =
        `what answers at ${baseUrl} (HTTP ${status}) is not a Drupal site with the Invoice module. ` +
        'Check baseUrl: the host, the port, and the sub-path in which Drupal lives.';
      return make('vendor_answer_invalid', text, { status });
    },
  };

  function ofRedirect(answer: {
    readonly status: number;
    readonly location: string | undefined;
  }): VendorError {
    const { status, location } = answer;
    const redirect = readRedirect({ location, url, baseUrl });
    const what = `the answer is a redirect (HTTP ${status})`;
    const why = 'which is not followed, as the credentials would go along';
    switch (redirect.kind) {
      case 'login':
        return errors.loggedOut({ status });
      case 'moved':
        return make(
          'vendor_refused',
          `${what} to the same place under ${redact(redirect.baseUrl)}, ${why}. Set baseUrl to ` +
            `${redact(redirect.baseUrl)}.`,
          { status },
        );
      case 'elsewhere':
        return make(
          'vendor_refused',
          `${what} to ${redact(redirect.to)}, ${why}. That is no address of the API: check ` +
            `baseUrl, and that the site's URLs are not rewritten.${unsureRedirect}`,
          { status },
        );
      case 'nowhere':
        return make(
          'vendor_answer_invalid',
          `${what}, without an address that it leads to. Check baseUrl.${unsureRedirect}`,
          { status },
        );
    }
  }

  return errors;
}

function unauthorized(auth: DrupalInvoiceCredentials['auth']): string {
  switch (auth.kind) {
    case 'none':
      return 'the site asks for credentials, and none are set: set auth to basic or header';
    case 'basic':
      return 'the site does not accept the user name and password: check both in auth';
    case 'header':
      return `the site does not accept the header ${auth.name}: check its name and value in auth`;
  }
}

function waitText(retryAfterMs: number | null): string {
  if (retryAfterMs === null) return 'Try again later';
  return `Try again in ${Math.ceil(retryAfterMs / 1000)} s`;
}
