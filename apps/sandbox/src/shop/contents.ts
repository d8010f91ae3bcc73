import type { Document } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import type {
  ClientContent,
  EstimationContent,
  InvoiceContent,
  OrderContent,
  Payment,
} from './content.ts';
import { fillEstimation, fillInvoice, type FillOptions, fillOrder } from './fill.ts';
import { type PaymentActivity, paymentsAfter } from './payments.ts';

/** The first item id: the vendor's guide shows 7936. */
const firstItemId = 7_936;

/**
 * Document contents. A document that so far exists only through activities gets generated content
 * on first read, which is then stored. Call inside a transaction.
 */
export class Contents {
  readonly #store: Store;
  readonly #runtime: Runtime;

  constructor(options: { readonly store: Store; readonly runtime: Runtime }) {
    this.#store = options.store;
    this.#runtime = options.runtime;
  }

  invoice(document: Document): InvoiceContent {
    return this.#read(document, (options) => {
      const content = fillInvoice(options);
      return { ...content, Payments: this.#payments({ document, total: content.TotalAmount }) };
    });
  }

  estimation(document: Document): EstimationContent {
    return this.#read(document, fillEstimation);
  }

  order(document: Document): OrderContent {
    return this.#read(document, fillOrder);
  }

  takeItemId = (): number => this.#store.sequences.take({ name: 'item', first: firstItemId });

  /**
   * Adds a payment if the invoice already has content; otherwise it is added when the content is
   * generated.
   */
  addPayment(options: { readonly document: Document; readonly activity: PaymentActivity }): void {
    const document = this.#store.documents.find(options.document);
    if (document === undefined || document.content === null) return;
    const content = this.invoice(document);
    const Payments = paymentsAfter({
      payments: content.Payments,
      activity: options.activity,
      total: content.TotalAmount,
    });
    if (Payments === content.Payments) return;
    this.#store.documents.save({ ...document, content: JSON.stringify({ ...content, Payments }) });
  }

  #read<Content>(document: Document, fill: (options: FillOptions) => Content): Content {
    if (document.content !== null) return JSON.parse(document.content) as Content;
    const client =
      document.clientId === null
        ? undefined
        : this.#store.entries.find<ClientContent>({ kind: 'client', id: document.clientId });
    const content = fill({
      document,
      begunAt: this.#begunAt(document),
      currencyId: client?.content.ClientCurrencyId,
      dueInDays: client?.content.DefaultDueDateInDays,
      takeItemId: this.takeItemId,
    });
    this.#store.documents.save({ ...document, content: JSON.stringify(content) });
    return content;
  }

  #begunAt(document: Document): number {
    const first = this.#store.activities.about(document)[0];
    if (first === undefined) return this.#runtime.now();
    return Date.parse((JSON.parse(first.record) as PaymentActivity).CreatedOn);
  }

  #payments(options: { readonly document: Document; readonly total: number }): readonly Payment[] {
    return this.#store.activities
      .about(options.document)
      .map(({ record }) => JSON.parse(record) as PaymentActivity)
      .reduce<readonly Payment[]>(
        (payments, activity) => paymentsAfter({ payments, activity, total: options.total }),
        [],
      );
  }
}
