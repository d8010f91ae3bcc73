import { activityTypes } from '../../envoice/activity-types.ts';
import type { ClientContent, EstimationContent, InvoiceContent } from '../../shop/content.ts';
import { findCurrency } from '../../shop/currencies.ts';
import type { Document } from '../../store/documents.ts';
import { accessToken } from '../access-token.ts';
import type { ApiContext } from '../handler.ts';
import { clientView } from '../handlers/client.ts';
import { omit } from '../../shop/omit.ts';

interface ViewOptions {
  readonly api: ApiContext;
  readonly document: Document;
}

/** `InvoiceDetailsApiModel`: an invoice in a list. */
export function invoiceView(options: ViewOptions): object {
  const whole = options.api.contents.invoice(options.document);
  const content = omit(whole, 'Items', 'Attachments', 'PaymentGateways', 'Payments');
  return {
    ...identity(options),
    ...billView({ ...options, content }),
    EnablePartialPayments: false,
  };
}

/** `InvoiceFullDetailsApiModel`. */
export function fullInvoiceView(options: ViewOptions): object {
  const content = options.api.contents.invoice(options.document);
  return {
    ...identity(options),
    ...billView({ ...options, content }),
    EnablePartialPayments: false,
    Activities: activities(options).map(({ Number, ...activity }) => ({
      ...activity,
      InvoiceNumber: Number,
    })),
  };
}

/** `EstimationDetailsApiModel`: an estimation in a list. */
export function estimationView(options: ViewOptions): object {
  const whole = options.api.contents.estimation(options.document);
  const content = omit(whole, 'Items', 'Attachments', 'PaymentGateways', 'ConvertedTo');
  return { ...identity(options), ...billView({ ...options, content }) };
}

/** `EstimationFullDetailsApiModel`. */
export function fullEstimationView(options: ViewOptions): object {
  const content = omit(options.api.contents.estimation(options.document), 'ConvertedTo');
  return {
    ...identity(options),
    ...billView({ ...options, content }),
    Activities: activities(options).map(({ Number, ...activity }) => ({
      ...activity,
      EstimationNumber: Number,
    })),
  };
}

/** `OrderDetailsApiModel`: an order in a list. It has no number. */
export function orderView(options: ViewOptions): object {
  return omit(fullOrderView(options), 'Items', 'Attachments');
}

/** `OrderFullDetailsApiModel`. */
export function fullOrderView(options: ViewOptions) {
  const content = options.api.contents.order(options.document);
  return {
    ...omit(identity(options), 'Number'),
    ...content,
    Currency: findCurrency(content.CurrencyId),
  };
}

function identity({ document }: ViewOptions) {
  return {
    Id: document.id,
    Number: document.number,
    Status: document.status,
    AccessToken: accessToken(document),
  };
}

function billView(
  options: ViewOptions & {
    readonly content: Partial<InvoiceContent & EstimationContent> & { readonly CurrencyId: number };
  },
): object {
  const { api, document } = options;
  const { CurrencyId, ...content } = options.content;
  const client =
    document.clientId === null
      ? undefined
      : api.store.entries.find<ClientContent>({ kind: 'client', id: document.clientId });
  return {
    ...content,
    // Documents from an earlier version may have a recipient who is not a client.
    Client: client === undefined ? { Name: document.client } : clientView(client),
    Currency: findCurrency(CurrencyId),
  };
}

/** The members of a logged record that the description's activities have. */
interface Recorded {
  readonly Id: number;
  readonly Type: number;
  readonly Message: string;
  readonly Link: string | null;
  readonly InvoiceNumber: string | null;
  readonly EstimationNumber?: string | null;
}

/**
 * The activities of a document: the same data as in its webhooks, without the dates, which the
 * description doesn't have.
 */
function activities({ api, document }: ViewOptions) {
  return api.store.activities
    .about(document)
    .map(({ record }) => JSON.parse(record) as Recorded)
    .map(({ Id, Type, Message, Link, InvoiceNumber, EstimationNumber }) => ({
      Id,
      Type: activityTypes[Type]?.name ?? Type,
      Message,
      Link: Link ?? undefined,
      Number: (document.kind === 'invoice' ? InvoiceNumber : EstimationNumber) ?? undefined,
    }));
}
