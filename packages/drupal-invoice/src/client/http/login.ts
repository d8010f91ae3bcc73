import type { Redact } from '@invoice-relay/core/http';
import type {
  ClientRuntime,
  TransportRequest,
  TransportResponse,
} from '@invoice-relay/core/source';

import { siteUrl } from '../../base-url.ts';
import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { createCallErrors } from '../errors/index.ts';
import type { CallErrors } from '../errors/index.ts';
import { decodeBody } from '../reading/decode-body.ts';
import { readBody } from '../reading/read-body.ts';
import { isDrupalLogin, isMaintenance } from '../reading/web-page.ts';
import type { Authentication } from './authentication.ts';
import { sessionCookie } from './session-cookie.ts';

/** What a write needs in addition to HTTP Basic. Secret. */
export interface WriteSession {
  /** `SESS…=…` */
  readonly cookie: string;
  readonly token: string;
}

export interface LoginOptions {
  readonly runtime: Pick<ClientRuntime, 'transport' | 'now'>;
  readonly credentials: DrupalInvoiceCredentials;
  readonly authentication: Authentication;
  readonly redact: Redact;
}

/**
 * With a charset, which makes no difference to PHP: Zapier's platform treats a body of the bare
 * type as form fields, and encodes it as a form again.
 */
const formType = 'application/x-www-form-urlencoded; charset=utf-8';

/**
 * Logs in through Drupal's own form and gets a token for writes, which is bound to that session.
 *
 * @throws {DrupalInvoiceError}
 */
export async function logIn(options: LoginOptions): Promise<WriteSession> {
  const { credentials, authentication } = options;
  const { baseUrl, auth } = credentials;
  const form = siteUrl({ baseUrl, path: 'user/login' });
  const call = createCall(options, { call: 'login', url: form, method: 'POST' });
  const answer = await call.send({
    method: 'POST',
    url: form,
    headers: { ...authentication.site, 'content-type': formType },
    body: new URLSearchParams({
      name: auth.username,
      pass: auth.password,
      form_id: 'user_login',
      op: 'Log in',
    }).toString(),
  });
  const cookie = sessionCookie(answer.headers['set-cookie']);
  const isLoggedIn = answer.status === 302 || answer.status === 303;
  if (!isLoggedIn || cookie === null) throw refusedLogin({ answer, errors: call.errors, auth });
  return { cookie, token: await getToken(options, cookie) };
}

async function getToken(options: LoginOptions, cookie: string): Promise<string> {
  const { credentials, authentication } = options;
  const url = siteUrl({ baseUrl: credentials.baseUrl, path: 'invoice/api/token' });
  const { send, errors } = createCall(options, { call: 'token', url, method: 'GET' });
  const headers = { ...authentication.site, accept: 'text/plain', cookie };
  const answer = await send({ method: 'GET', url, headers });
  if (answer.status !== 200) throw errors.ofStatus(answer);
  const token = decodeBody(answer)?.trim() ?? '';
  if (/^[\w.~+/=-]{8,512}$/.test(token)) return token;
  throw errors.make(
    'token_not_given',
    'the site returned no token for writing. Check that nothing in front of the site changes its responses.',
    { status: answer.status },
  );
}

function createCall(
  options: LoginOptions,
  call: { readonly call: string; readonly url: string; readonly method: 'GET' | 'POST' },
): {
  readonly send: (request: TransportRequest) => Promise<TransportResponse>;
  readonly errors: CallErrors;
} {
  const { runtime, credentials, redact } = options;
  // A login saves nothing, so nobody has to check whether it was done anyway.
  const errors = createCallErrors({
    ...call,
    method: 'GET',
    credentials,
    redact,
    now: runtime.now,
  });
  return {
    errors,
    send: async (request) => {
      try {
        return await runtime.transport(request);
      } catch (thrown) {
        throw errors.unreachable(thrown);
      }
    },
  };
}

function refusedLogin(options: {
  readonly answer: TransportResponse;
  readonly errors: CallErrors;
  readonly auth: DrupalInvoiceCredentials['auth'];
}): Error {
  const { answer, errors, auth } = options;
  const { status } = answer;
  if (status === 404) {
    const text =
      'the site has no login form at /user/login (HTTP 404), which is needed to write ' +
      'invoices. If a module has moved it, move it back.';
    return errors.make('login_not_found', text, { status });
  }
  const page = decodeBody(answer) ?? '';
  const isBusy =
    status === 408 || status === 429 || (status >= 500 && status < 600 && !isMaintenance(page));
  const isForm = readBody({ response: answer, fits: () => false }).kind === 'page';
  if (isBusy || (!isForm && status >= 400)) return errors.ofStatus(answer);
  const why = /captcha/i.test(page)
    ? 'its login form has a captcha, which a program cannot solve. Disable the captcha for this user or our IP address'
    : isMaintenance(page)
      ? 'it is in maintenance mode. Try again later'
      : /too many|failed login attempts|temporarily blocked/i.test(page)
        ? 'there were too many failed logins for this user or from our IP address. Wait a few hours, or clear the "flood" table of its database'
        : isDrupalLogin(page)
          ? 'it shows its login form again. Check the user name and password in auth, that the user is active, and that no module adds a step to the login, such as a captcha or a second factor'
          : 'its response is not that of a successful login. Check that nothing in front of the site changes its cookies, and that no module adds a step to the login, such as a second factor';
  const text =
    `the site does not log ${auth.username} in (HTTP ${status}), which is needed to write ` +
    `invoices: ${why}.`;
  return errors.make('login_refused', text, { status });
}
