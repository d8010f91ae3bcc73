import type { EstimationContent, InvoiceContent } from '../../shop/content.ts';
import { dateText } from '../../shop/fill.ts';
import type { Document } from '../../store/documents.ts';
import { type BillGiven, checkReferences, dateOf, makeBill, statusOf } from '../documents/bill.ts';
import { changeStatus, changeToGivenStatus } from '../documents/change.ts';
import { deleteDocument, listDocuments } from '../documents/common-operations.ts';
import { createBill, updateBill } from '../documents/save-bill.ts';
import { copyLines } from '../documents/lines.ts';
import { estimationView, fullEstimationView, fullInvoiceView } from '../documents/views.ts';
import { type ApiContext, type Call, type Handlers, Refusal } from '../handler.ts';
import { Checks, findDocument, idOf } from '../lookup.ts';
import { omit } from '../../shop/omit.ts';

const kind = 'estimation';
const day = 86_400_000;

interface EstimationGiven extends BillGiven {
  readonly ExpiresOn?: string;
}

export function estimationHandlers(api: ApiContext): Handlers {
  const { recorder } = api;
  const find = (call: Call, id: number) => findDocument({ api, call, kind, id });
  const asked = (call: Call) => find(call, call.query['id'] as number);
  const again = (call: Call, { id }: Document) =>
    fullEstimationView({ api, document: find(call, id) });

  return {
    'estimation/all': (call) => listDocuments({ api, call, kind, view: estimationView }),

    'estimation/details': (call) => fullEstimationView({ api, document: asked(call) }),

    'estimation/status': (call) => asked(call).status,

    'estimation/uri': (call) => ({
      Link: `${api.baseUrl()}/envoice/share/estimation/${asked(call).id}`,
    }),

    'estimation/new': (call) => {
      const { client, cloned, content } = read({ api, call });
      const document = createBill({ api, call, kind, client, content, status: 'Draft' });
      recorder.record({ type: cloned ? 'EstimationCloned' : 'EstimationCreated', document });
      changeStatus({ api, document, status: statusOf(call) ?? 'Draft' });
      return again(call, document);
    },

    'estimation/update': (call) => {
      const document = find(call, idOf({ call }));
      const { client, content } = read({ api, call, document });
      updateBill({ api, call, document, client, content, type: 'EstimationUpdated' });
      return again(call, document);
    },

    'estimation/delete': (call) => deleteDocument({ api, call, kind }),

    'estimation/changestatus': (call) => {
      const document = find(call, idOf({ call }));
      changeToGivenStatus({ api, call, document });
      return true;
    },

    'estimation/sendtoclient': (call) => {
      const document = find(call, idOf({ call, names: ['EstimationId', 'Id'] }));
      recorder.record({ type: 'EstimationSentViaEmail', document });
      return document.id;
    },

    'estimation/convert': (call) => {
      const document = find(call, call.body as number);
      const invoice = convert({ api, document });
      return fullInvoiceView({ api, document: invoice });
    },
  };
}

/** Builds the content of an estimation, either new or `document` with its changes. */
function read(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly document?: Document;
}) {
  const { api, call, document } = options;
  const given = call.body as EstimationGiven;
  const checks = new Checks(options);
  const references = checkReferences({ checks, kind, given, document });
  const { client } = references;
  const source = references.source && api.contents.estimation(references.source);
  const before = document && api.contents.estimation(document);
  const bill = makeBill({ api, checks, given, client, before, source });
  checks.done();
  const ExpiresOn =
    dateOf(given.ExpiresOn) ?? before?.ExpiresOn ?? dateText(Date.parse(bill.IssuedOn) + 30 * day);
  const content: EstimationContent = {
    ...bill,
    ExpiresOn,
    ...(before?.ConvertedTo !== undefined && { ConvertedTo: before.ConvertedTo }),
  };
  return { client, cloned: source !== undefined, content };
}

/**
 * Converts an estimation into an invoice, which also accepts it.
 *
 * @throws {Refusal} if it was rejected or already converted
 */
function convert(options: { readonly api: ApiContext; readonly document: Document }): Document {
  const { api, document } = options;
  const { store, recorder, contents, runtime } = api;
  const estimation = contents.estimation(document);
  if (estimation.ConvertedTo !== undefined) {
    throw new Refusal({
      code: 'AlreadyConverted',
      message: `Estimation ${document.number} is invoice ${estimation.ConvertedTo} already.`,
    });
  }
  if (document.status === 'Rejected') {
    throw new Refusal({
      code: 'EstimationRejected',
      message: `Estimation ${document.number} was rejected: it becomes no invoice.`,
    });
  }
  const bill = omit(estimation, 'ExpiresOn', 'ClonedFromId', 'ConvertedTo');
  const now = runtime.now();
  const content: InvoiceContent = {
    ...bill,
    Items: copyLines({
      lines: bill.Items,
      currencyId: bill.CurrencyId,
      takeId: contents.takeItemId,
    }),
    IssuedOn: dateText(now),
    Duedate: dateText(now + 14 * day),
    ShouldSendReminders: false,
    Payments: [],
  };
  const invoice = store.documents.create({
    kind: 'invoice',
    client: document.client,
    clientId: document.clientId,
    status: 'Unpaid',
    content: JSON.stringify(content),
  });
  const converted = { ...estimation, ConvertedTo: invoice.id };
  store.documents.save({ ...document, content: JSON.stringify(converted) });
  changeStatus({ api, document, status: 'Accepted' });
  recorder.record({ type: 'Created', document: invoice });
  return invoice;
}
