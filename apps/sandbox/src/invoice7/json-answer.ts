import { randomUUID } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SiteInvoice } from '../store/site-invoices.ts';
import type { SiteContext } from './context.ts';
import { phpJson, siteInvoiceView } from './json-view.ts';
import type { SiteTrouble } from './trouble.ts';
import { isUnchanged, validatorsOf } from './validators.ts';

/** What PHP writes in front when `display_errors` is on. */
const notices =
  '<br />\n<b>Notice</b>:  Undefined index: vat_number in <b>/var/www/html/sites/all/modules/invoice/invoice.module</b> on line <b>512</b><br />\n' +
  '<br />\n<b>Warning</b>:  Invalid argument supplied for foreach() in <b>/var/www/html/sites/all/modules/invoice/invoice_helpers.inc</b> on line <b>87</b><br />\n';

/** Sends an invoice as JSON; to a GET with validators, or that the caller has it already. */
export function sendInvoice(options: {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly invoice: SiteInvoice;
  readonly context: SiteContext;
}): FastifyReply {
  const { request, reply, invoice, context } = options;
  const trouble = context.store.settings.siteTrouble;
  const value = { ...siteInvoiceView(invoice), ...volatileMember(trouble) };
  if (request.method === 'GET' && trouble.validators) {
    const text = phpJson(value);
    const validators = validatorsOf({ invoice, text, now: context.world.now() });
    // A date would say that nothing changes, while that member does.
    const { etag } = validators;
    const sent = trouble.volatile === false ? validators : { etag };
    void reply.headers({ ...sent });
    const { 'if-none-match': ifNoneMatch, 'if-modified-since': ifModifiedSince } = request.headers;
    if (isUnchanged({ validators: sent, ifNoneMatch, ifModifiedSince })) {
      return reply.code(304).send();
    }
  }
  return sendJson({ reply, value, phpWarning: trouble.phpWarning });
}

export function sendJson(options: {
  readonly reply: FastifyReply;
  readonly value: unknown;
  readonly phpWarning?: boolean;
}): FastifyReply {
  const { reply, value, phpWarning = false } = options;
  return reply
    .type('application/json; charset=utf-8')
    .send(`${phpWarning ? notices : ''}${phpJson(value)}`);
}

function volatileMember({ volatile }: SiteTrouble): Readonly<Record<string, string>> {
  if (volatile === false) return {};
  return { [volatile === true ? 'form_token' : volatile]: randomUUID() };
}
