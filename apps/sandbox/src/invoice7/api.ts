import type { FastifyRequest } from 'fastify';

import type { SiteUser } from './account.ts';
import {
  contentTypes,
  emptyAnswer,
  type Format,
  jsonAnswer,
  refusal,
  type SiteAnswer,
} from './answer.ts';
import type { ApiCall } from './api-call.ts';
import { basicUser } from './basic.ts';
import { DatabaseRefusal, readSent } from './body.ts';
import type { SiteContext } from './context.ts';
import { failed } from './gate.ts';
import { phpNumber } from './php/numbers.ts';
import { readInvoice, readList } from './reading-calls.ts';
import { endedCookie, scopeOf, sessionIdOf } from './session.ts';
import type { TemplateName } from './settings.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Status and message of the module's errors (each observed). */
const refusals = {
  address: [403, 'IP address is not allowed'],
  token: [406, 'Token validation failed'],
  method: [405, 'Method Not Allowed'],
  delete: [501, 'Invoices may never be deleted, create a credit invoice instead.'],
  id: [400, 'Invoice ID invalid or missing'],
  missing: [404, 'Not Found'],
  reading: [403, 'No access to the template of this invoice'],
  template: [400, 'Template is required'],
  writing: [403, 'Permission denied for this template'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
type Refusal = keyof typeof refusals;

/** Observed: every call, whatever its result, ends the Drupal session of the cookie it carries. */
export async function answerApi(call: ApiCall): Promise<SiteAnswer> {
  const { context, request } = call;
  const scope = scopeOf({ request, settings: context.store.settings.siteSettings });
  const sessionId = sessionIdOf(request, scope);
  context.sessions.end(sessionId);
  const answer = await authenticated({ call, sessionId });
  if (sessionId === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'set-cookie': endedCookie(scope) } };
}

async function authenticated(options: {
  readonly call: ApiCall;
  readonly sessionId: string | undefined;
}): Promise<SiteAnswer> {
  const { call, sessionId } = options;
  const { context, request, format } = call;
  const user = basicUser(request.headers.authorization);
  if (user === undefined) {
    const headers = { 'www-authenticate': 'Basic Realm="Invoice API"' };
    return emptyAnswer({ status: 401, format, headers });
  }
  const { allowedIps } = context.store.settings.siteSettings;
  const addresses = allowedIps.split(',').map((address) => address.trim());
  if (allowedIps.trim() !== '' && !addresses.includes(request.ip)) return refused(call, 'address');
  const { broken } = context.store.settings.siteTrouble;
  if (broken.includes(Math.trunc(phpNumber(call.id)))) return failed(contentTypes[format]);
  if (request.method === 'GET') return read({ call, user });
  const token = request.headers['x-csrf-token'];
  if (!context.sessions.isToken({ token, id: sessionId })) return refused(call, 'token');
  switch (request.method) {
    case 'POST':
      return post({ call, user });
    case 'PUT':
      return put({ call, user });
    case 'DELETE':
      return refused(call, 'delete');
    default:
      return refused(call, 'method');
  }
}

/** Observed: values not above zero don't count as an id, so `0` and `A20260007` return the list. */
function read(options: {
  readonly call: ApiCall;
  readonly user: SiteUser;
}): SiteAnswer | Promise<SiteAnswer> {
  const { call, user } = options;
  const { context, id, format } = call;
  if (phpNumber(id) <= 0) return readList(call);
  const iid = Math.trunc(phpNumber(id));
  if (iid === 0) return refused(call, 'id');
  const invoice = context.store.siteInvoices.find(iid);
  if (invoice === undefined) return refused(call, 'missing');
  const { apiRootUser, templates } = context.store.settings.siteSettings;
  const mine = [apiRootUser, templates[invoice.template].apiUser].includes(user.username);
  if (!mine) return refused(call, 'reading');
  return readInvoice({ context, invoice, format, request: call.request });
}

function post(options: { readonly call: ApiCall; readonly user: SiteUser }): SiteAnswer {
  const { call, user } = options;
  const { context, request, format } = call;
  const data = bodyOf(request);
  const wrong = templateRefusal({ context, user, data });
  if (wrong !== null) return refused(call, wrong);
  return writing({
    format,
    work: () => {
      const { iid } = context.site.create({ sent: readSent(data), uid: user.uid });
      // Observed: without the site's subpath, and http behind a proxy that terminates TLS.
      const { https } = context.store.settings.siteSettings;
      const origin = `${https ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
      const href = `${origin}/invoice/api/invoice.${format}/${iid}`;
      const value = { _links: { self: { href } } };
      return jsonAnswer({ status: 201, value, format, headers: { location: href } });
    },
  });
}

function put(options: { readonly call: ApiCall; readonly user: SiteUser }): SiteAnswer {
  const { call, user } = options;
  const { context, request, format } = call;
  const iid = Math.trunc(phpNumber(call.id));
  if (iid === 0) return refused(call, 'id');
  const invoice = context.store.siteInvoices.find(iid);
  if (invoice === undefined) return refused(call, 'missing');
  const data = bodyOf(request);
  // Observed: only permission for the template sent is checked, not for the current one.
  const wrong = templateRefusal({ context, user, data });
  if (wrong !== null) return refused(call, wrong);
  return writing({
    format,
    work: () => {
      context.site.replace({ invoice, sent: readSent(data) });
      return emptyAnswer({ status: 204, format });
    },
  });
}

/** Observed: a database error results in an empty 500, and nothing is saved. */
function writing(options: { readonly format: Format; readonly work: () => SiteAnswer }) {
  try {
    return options.work();
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    return emptyAnswer({ status: 500, format: options.format });
  }
}

/** Checks that a body's template exists and the user may use it. */
function templateRefusal(options: {
  readonly context: SiteContext;
  readonly user: SiteUser;
  readonly data: unknown;
}): 'template' | 'writing' | null {
  const { context, user, data } = options;
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const template: unknown = isObject ? (data as Record<string, unknown>)['template'] : undefined;
  const isText = typeof template === 'string' || typeof template === 'number' || template === true;
  if (!isText || String(template).trim() === '') return 'template';
  const { apiRootUser, templates } = context.store.settings.siteSettings;
  if (apiRootUser === user.username) return null;
  const mine = (Object.keys(templates) as TemplateName[]).some(
    (name) => templates[name].apiUser === user.username && name === String(template).toLowerCase(),
  );
  return mine ? null : 'writing';
}

/** Returns `undefined` if the body is not JSON. */
function bodyOf(request: FastifyRequest): unknown {
  if (!Buffer.isBuffer(request.body)) return undefined;
  try {
    const data: unknown = JSON.parse(utf8.decode(request.body), (_name, value: unknown) => {
      // Observed: PHP rejects JSON with a lone surrogate.
      if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('No JSON');
      return value;
    });
    return data;
  } catch {
    return undefined;
  }
}

function refused({ format }: ApiCall, which: Refusal): SiteAnswer {
  const [status, message] = refusals[which];
  return refusal({ status, message, format });
}
