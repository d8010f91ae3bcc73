import { activityTypes } from '../../envoice/activity-types.ts';
import { statuses } from '../../envoice/statuses.ts';
import type { ClientContent, InvoiceContent } from '../../shop/content.ts';
import { dateText } from '../../shop/fill.ts';
import type { Document } from '../../store/documents.ts';
import type { Entry } from '../../store/entries.ts';
import { accessToken } from '../access-token.ts';
import {
  type BillGiven,
  dateOf,
  makeBill,
  numberOf,
  requireFreeNumber,
  statusOf,
} from '../documents/bill.ts';
import {
  changeStatus,
  changeToGivenStatus,
  requireMayChange,
  requireNotVoid,
} from '../documents/change.ts';
import { fullInvoiceView, invoiceView } from '../documents/views.ts';
import { type ApiContext, type Call, type Handlers, Refusal } from '../handler.ts';
import { Checks, findDocument, idOf } from '../lookup.ts';
import { listResult, pageOf } from '../paging.ts';

const kind = 'invoice';
const usualDueInDays = 14;
const day = 86_400_000;

interface InvoiceGiven extends BillGiven {
  readonly Duedate?: string;
  readonly InvoiceCategoryId?: number;
  readonly RecurringProfile?: unknown;
  readonly RecurringProfileId?: number;
  readonly ShouldSendReminders?: boolean;
}

export function invoiceHandlers(api: ApiContext): Handlers {
  const { store, recorder } = api;
  const find = (call: Call, id: number) => findDocument({ api, call, kind, id });
  const asked = (call: Call) => find(call, call.query['id'] as number);
  const again = (call: Call, { id }: Document) =>
    fullInvoiceView({ api, document: find(call, id) });

  return {
    'invoice/all': (call) =>
      listResult({
        total: store.documents.count(kind),
        rows: store.documents
          .page({ kind, ...pageOf(call) })
          .map((document) => invoiceView({ api, document })),
      }),

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
      const given = call.body as InvoiceGiven;
      const number = numberOf(given);
      const { client, source, content } = read({ api, call, given });
      requireFreeNumber({ api, kind, number });
      const status = statusOf(call) ?? statuses.invoice[0];
      const cloned = source !== undefined;
      const document = store.documents.create({
        kind,
        number,
        client: client?.content.Name ?? '',
        clientId: client?.id ?? null,
        status: status === 'Draft' ? 'Draft' : 'Unpaid',
        content: JSON.stringify(content),
      });
      const type = cloned ? 'Cloned' : status === 'Draft' ? 'Draft' : 'Created';
      recorder.record({ type, document, status: document.status });
      changeStatus({ api, document, status });
      return again(call, document);
    },

    'invoice/update': (call) => {
      const document = find(call, idOf({ call }));
      requireNotVoid(document);
      const given = call.body as InvoiceGiven;
      const number = numberOf(given);
      const { client, content } = read({ api, call, given, document });
      requireFreeNumber({ api, kind, number, own: document.id });
      const status = statusOf(call) ?? document.status;
      requireMayChange({ document, status });
      const updated: Document = {
        ...document,
        number: number ?? document.number,
        client: client?.content.Name ?? document.client,
        clientId: client?.id ?? document.clientId,
        content: JSON.stringify(content),
      };
      store.documents.save(updated);
      recorder.record({ type: 'Updated', document: updated });
      changeStatus({ api, document: updated, status });
      return again(call, document);
    },

    'invoice/delete': (call) => {
      const { id } = find(call, idOf({ call }));
      store.documents.remove({ kind, id });
      return id;
    },

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
  readonly given: InvoiceGiven;
  readonly document?: Document;
}) {
  const { api, given, document } = options;
  const checks = new Checks(options);
  const sourceDocument = checks.document({
    kind,
    id: given.ClonedFromId,
    field: 'body.ClonedFromId',
  });
  const source = sourceDocument && api.contents.invoice(sourceDocument);
  const before = document && api.contents.invoice(document);
  const clientId = given.ClientId || (document?.clientId ?? sourceDocument?.clientId ?? undefined);
  checks.present('body.ClientId', clientId);
  const client = checks.entry<ClientContent>({
    kind: 'client',
    id: clientId,
    field: 'body.ClientId',
  });
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
  return { client, source, content };
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
  const days = options.client?.content.DefaultDueDateInDays ?? usualDueInDays;
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
