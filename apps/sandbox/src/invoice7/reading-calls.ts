import type { FastifyRequest } from 'fastify';

import type { SiteInvoice } from '../store/site-invoices.ts';
import { contentTypes, type Format, jsonAnswer, refusal, type SiteAnswer } from './answer.ts';
import type { ApiCall } from './api-call.ts';
import type { SiteContext } from './context.ts';
import { siteRoot } from './site-root.ts';
import { failed } from './gate.ts';
import { siteInvoiceHtml } from './html-view.ts';
import { ListFailure, listInvoices, SortRefusal } from './list.ts';
import { siteInvoicePdf } from './pdf.ts';
import { invoiceView, listRow, numberOf } from './views.ts';

/** The PHP output before the response when `display_errors` is on. */
const notices =
  '<br />\n<b>Notice</b>:  Undefined index: vat_number in <b>/var/www/html/sites/all/modules/invoice/invoice.module</b> on line <b>512</b><br />\n' +
  '<br />\n<b>Warning</b>:  Invalid argument supplied for foreach() in <b>/var/www/html/sites/all/modules/invoice/invoice_helpers.inc</b> on line <b>87</b><br />\n';

/** The list. Observed: any active user gets all invoices, regardless of their templates. */
export function readList({ context, format, query }: ApiCall): SiteAnswer {
  const { store, runtime } = context;
  const settings = store.settings.siteSettings;
  const { timeZone } = settings;
  try {
    const now = Math.floor(runtime.now() / 1_000);
    const found = listInvoices({ query, invoices: store.siteInvoices, timeZone, now });
    const value = found.map((invoice) => listRow({ invoice, settings }));
    return withNotices({ context, answer: jsonAnswer({ status: 200, value, format }) });
  } catch (error) {
    if (error instanceof ListFailure) return failed(contentTypes[format]);
    if (!(error instanceof SortRefusal)) throw error;
    return refusal({ status: 500, message: error.message, format });
  }
}

/** A single invoice in the requested format. */
export async function readInvoice(options: {
  readonly context: SiteContext;
  readonly invoice: SiteInvoice;
  readonly format: Format;
  readonly request: FastifyRequest;
}): Promise<SiteAnswer> {
  const { context, invoice, format, request } = options;
  const { settings, siteInvoices } = context.store;
  const { siteSettings, siteTrouble } = settings;
  if (format === 'json') {
    const formatOf = (iid: number) => siteInvoices.find(iid);
    const value = invoiceView({ invoice, settings: siteSettings, formatOf });
    return withNotices({ context, answer: jsonAnswer({ status: 200, value }) });
  }
  const number = numberOf({ invoice, settings: siteSettings });
  if (format === 'html') {
    const body = siteInvoiceHtml({ invoice, settings: siteSettings });
    return { status: 200, type: contentTypes.html, body };
  }
  if (siteTrouble.pdf === 'broken') return failed(contentTypes.pdf);
  if (siteTrouble.pdf === 'missing') {
    // Observed: without the PDF library, it redirects to the node's page.
    const origin = `${siteSettings.https ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    const headers = { location: `${origin}${siteRoot}/node/${invoice.nid}` };
    return { status: 302, type: contentTypes.pdf, body: '', headers };
  }
  return {
    status: 200,
    type: contentTypes.pdf,
    body: await siteInvoicePdf({ invoice, settings: siteSettings }),
    headers: { 'content-disposition': `attachment; filename="invoice-${number}.pdf"` },
  };
}

function withNotices(options: {
  readonly context: SiteContext;
  readonly answer: SiteAnswer;
}): SiteAnswer {
  const { context, answer } = options;
  if (!context.store.settings.siteTrouble.phpWarning) return answer;
  return { ...answer, body: `${notices}${String(answer.body)}` };
}
