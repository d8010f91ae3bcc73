import { activityTypes } from '../../envoice/activity-types.ts';
import { statuses } from '../../envoice/statuses.ts';
import type { ClientContent, InvoiceContent } from '../../shop/content.ts';
import { dateText } from '../../shop/fill.ts';
import type { Document } from '../../store/documents.ts';
import type { Entry } from '../../store/entries.ts';
import { accessToken } from '../access-token.ts';
import { type BillGiven, checkReferences, dateOf, makeBill, statusOf } from '../documents/bill.ts';
import { changeStatus, changeToGivenStatus, requireNotVoid } from '../documents/change.ts';
import { deleteDocument, listDocuments } from '../documents/common-operations.ts';
import { createBill, updateBill } from '../documents/save-bill.ts';
import { fullInvoiceView, invoiceView } from '../documents/views.ts';
import { type ApiContext, type Call, type Handlers, Refusal } from '../handler.ts';
import { Checks, findDocument, idOf } from '../lookup.ts';

const kind = 'invoice';
const defaultDueInDays = 14;
const day = 86_400_000;

interface InvoiceGiven extends BillGiven {
  readonly Duedate?: string;
  readonly InvoiceCategoryId?: number;
  readonly RecurringProfile?: unknown;
  readonly RecurringProfileId?: number;
  readonly ShouldSendReminders?: boolean;
}

export function invoiceHandlers(api: ApiContext): Handlers {
  const { recorder } = api;
  const find = (call: Call, id: number) => findDocument({ api, call, kind, id });
  const asked = (call: Call) => find(call, call.query['id'] as number);
  const again = (call: Call, { id }: Document) =>
    fullInvoiceView({ api, document: find(call, id) });

  return {
    'invoice/all': (call) => listDocuments({ api, call, kind, view: invoiceView }),

    'invoice/details': (call) => fullInvoiceView({ api, document: asked(call) }),

    'invoice/status': (call) => asked(call).status,

    'invoice/uri': (call) => ({
      Link: `${api.baseUrl()}/envoice/share/invoice/${asked(call).id}`,
    }),

    'invoice/pdf': (call) => {
      const document = asked(call);
      if (call.query['signedVersion'] === true) requireSigned({ api, document });
      const link = `${api.baseUrl()}/envoice/pdf/invoice/${document.id}`;
      return { Link: `${link}?token=${accessToken(document)}` };
    },

    'invoice/new': (call) => {
      const { client, cloned, content } = read({ api, call });
      const status = statusOf(call) ?? statuses.invoice[0];
      const document = createBill({
        api,
        call,
        kind,
        client,
        content,
        status: status === 'Draft' ? 'Draft' : 'Unpaid',
      });
      const type = cloned ? 'Cloned' : status === 'Draft' ? 'Draft' : 'Created';
      recorder.record({ type, document, status: document.status });
      changeStatus({ api, document, status });
      return again(call, document);
    },

    'invoice/update': (call) => {
      const document = find(call, idOf({ call }));
      requireNotVoid(document);
      const { client, content } = read({ api, call, document });
      updateBill({ api, call, document, client, content, type: 'Updated' });
      return again(call, document);
    },

    'invoice/delete': (call) => deleteDocument({ api, call, kind }),

    'invoice/changestatus': (call) => {
      const document = find(call, idOf({ call }));
      changeToGivenStatus({ api, call, document });
      return true;
    },

    'invoice/sendtoclient': (call) => {
      // The guide deprecates Id in favor of InvoiceId.
      const document = find(call, idOf({ call, names: ['InvoiceId', 'Id'] }));
      requireNotVoid(document);
      recorder.record({ type: 'SentViaEmail', document });
      return document.id;
    },

    'invoice/sendtoaccountant': (call) => {
      const document = find(call, idOf({ call }));
      requireNotVoid(document);
      recorder.record({ type: 'SentToAccountant', document });
      return document.id;
    },
  };
}

/** Builds the content of an invoice, either new or `document` with its changes. */
function read(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly document?: Document;
}) {
  const { api, call, document } = options;
  const given = call.body as InvoiceGiven;
  const checks = new Checks(options);
  const references = checkReferences({ checks, kind, given, document });
  const { client } = references;
  const source = references.source && api.contents.invoice(references.source);
  const before = document && api.contents.invoice(document);
  checks.entry({ kind: 'category', id: given.InvoiceCategoryId, field: 'body.InvoiceCategoryId' });
  const bill = makeBill({ api, checks, given, client, before, source });
  checks.done();
  const content: InvoiceContent = {
    ...bill,
    Duedate: dateOf(given.Duedate) ?? before?.Duedate ?? dueDate({ from: bill.IssuedOn, client }),
    InvoiceCategoryId: given.InvoiceCategoryId ?? before?.InvoiceCategoryId,
    RecurringProfile: given.RecurringProfile ?? before?.RecurringProfile,
    RecurringProfileId: recurringProfileId({ api, given, before }),
    ShouldSendReminders: given.ShouldSendReminders ?? before?.ShouldSendReminders ?? false,
    Payments: before?.Payments ?? [],
  };
  return { client, cloned: source !== undefined, content };
}

/** Assigns an id to a recurring profile that comes without one. */
function recurringProfileId(options: {
  readonly api: ApiContext;
  readonly given: InvoiceGiven;
  readonly before: InvoiceContent | undefined;
}): number | undefined {
  const { api, given, before } = options;
  const known = given.RecurringProfileId || before?.RecurringProfileId;
  if (known !== undefined || given.RecurringProfile === undefined) return known;
  return api.store.sequences.take({ name: 'recurring-profile', first: 901 });
}

function dueDate(options: {
  readonly from: string;
  readonly client: Entry<ClientContent> | undefined;
}): string {
  const days = options.client?.content.DefaultDueDateInDays ?? defaultDueInDays;
  return dateText(Date.parse(options.from) + days * day);
}

/** @throws {Refusal} if the invoice has not been signed */
function requireSigned(options: { readonly api: ApiContext; readonly document: Document }): void {
  const signed = options.api.store.activities
    .about(options.document)
    .map(({ record }) => (JSON.parse(record) as { readonly Type: number }).Type)
    .some((type) => activityTypes[type]?.name === 'InvoiceDigitallySigned');
  if (signed) return;
  throw new Refusal({
    code: 'InvoiceNotSigned',
    message: `Invoice ${options.document.number} has no digitally signed version.`,
  });
}
