import type { SiteInvoice, SiteItem } from '../store/site-invoices.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { siteAccount } from './account.ts';
import {
  columnInteger,
  columnText,
  type CustomerTexts,
  DatabaseRefusal,
  isEmpty,
  payStatusOf,
  readCustomer,
  readItem,
  type SentInvoice,
} from './body.ts';
import { printedNumber } from './number.ts';
import { phpNumber } from './php/numbers.ts';
import { plausibleInvoice } from './plausible.ts';
import { type TemplateName, templateNamed } from './settings.ts';

const day = 86_400;
/** The invoices of a fresh site: the older ones are paid, except for one that was forgotten. */
const stock = { count: 12, everyDays: 11, paid: [1, 2, 3, 5, 6, 7, 8, 10] } as const;
const maxTitleLength = 255;

/** The result of one call. */
export interface MadeInvoices {
  readonly count: number;
  readonly firstId: number;
  readonly lastId: number;
}

/** The invoices of a Drupal site with the module. Each call is one transaction. */
export class Site {
  readonly #store: Store;
  readonly #runtime: Runtime;

  constructor(options: { readonly store: Store; readonly runtime: Runtime }) {
    this.#store = options.store;
    this.#runtime = options.runtime;
  }

  /**
   * Creates an invoice. Its id is that of the newest invoice plus 1 (observed): the id of a deleted
   * newest invoice is reused, and after an explicit number ids continue from there.
   *
   * @param options.uid id of the creating user
   * @param options.number an explicit number, as on the site's form
   * @param options.created seconds since the Unix epoch; defaults to now
   * @throws {DatabaseRefusal} without creating anything; node and customer ids are used up
   *   (observed)
   */
  create(options: {
    readonly sent: SentInvoice;
    readonly uid: number;
    readonly number?: number;
    readonly created?: number;
  }): SiteInvoice {
    const { sent, uid, created = this.#now() } = options;
    const { siteInvoices, settings } = this.#store;
    const site = settings.siteSettings;
    const iid = options.number ?? (siteInvoices.newest()?.iid ?? 0) + 1;
    const title = this.#title({ iid, created, sent });
    const customerNumber = this.#customerNumber(sent.customer);
    const nid = siteInvoices.takeId('site-node');
    if (siteInvoices.find(iid) !== undefined) throw new DatabaseRefusal('Duplicate entry');
    const columns = this.#columns({
      ...sent,
      leading_zeros: isEmpty(sent.leading_zeros) ? site.leadingZeros : sent.leading_zeros,
      prefix: isEmpty(sent.prefix) ? site.prefix : sent.prefix,
    });
    const customer = readCustomer(sent.customer);
    const customer_number = customerNumberColumn(customerNumber);
    const customer_id = siteInvoices.takeId('site-customer');
    const items = sent.items.map((item) => this.#newItem(item));
    const invoice = {
      ...columns,
      iid,
      nid,
      title,
      uid,
      created,
      changed: created,
      customer,
      customer_number,
      customer_id,
      items,
    };
    siteInvoices.save(invoice);
    return invoice;
  }

  /**
   * Implements PUT: replaces the entire invoice, except for the items if none are sent (observed).
   *
   * @throws {DatabaseRefusal} without changing anything
   */
  replace(options: { readonly invoice: SiteInvoice; readonly sent: SentInvoice }): SiteInvoice {
    const { invoice, sent } = options;
    const { iid, created } = invoice;
    const title = this.#title({ iid, created, sent });
    const customerNumber = this.#customerNumber(sent.customer);
    const columns = this.#columns(sent);
    const customer = readCustomer(sent.customer);
    const customer_number = customerNumberColumn(customerNumber);
    const items =
      sent.items.length > 0 ? sent.items.map((item) => this.#newItem(item)) : invoice.items;
    const replaced = {
      ...invoice,
      ...columns,
      title,
      changed: this.#now(),
      customer,
      customer_number,
      items,
    };
    this.#store.siteInvoices.save(replaced);
    return replaced;
  }

  /** Creates a generated invoice with the given members. */
  makeUp(options: {
    readonly said: Readonly<Record<string, unknown>>;
    readonly number?: number;
    readonly created?: number;
    readonly paid?: boolean;
  }): SiteInvoice {
    const { said, number, created, paid = false } = options;
    const next = number ?? (this.#store.siteInvoices.newest()?.iid ?? 0) + 1;
    const madeUp = plausibleInvoice({ id: next, paid });
    return this.#store.transaction(() =>
      this.create({
        sent: {
          ...madeUp,
          ...said,
          customer: { ...madeUp.customer, ...(said['customer'] as object | undefined) },
        },
        uid: siteAccount.uid,
        ...(number !== undefined && { number }),
        ...(created !== undefined && { created }),
      }),
    );
  }

  makeUpMany(count: number): MadeInvoices {
    return this.#store.transaction(() => {
      const ids = Array.from({ length: count }, () => this.makeUp({ said: {} }).iid);
      return { count, firstId: ids[0] ?? 0, lastId: ids.at(-1) ?? 0 };
    });
  }

  /** Deletes an invoice as a Drupal user can, but not the API. */
  remove(invoice: SiteInvoice): void {
    this.#store.siteInvoices.remove(invoice.iid);
  }

  /** Creates a backup and returns its time, in milliseconds since the Unix epoch. */
  backUp(): number {
    const now = this.#runtime.now();
    this.#store.transaction(() => this.#store.siteInvoices.backUp(now));
    return now;
  }

  /** Restores the backup and returns its time, or `undefined` if there is none. */
  restore(): number | undefined {
    return this.#store.transaction(() => this.#store.siteInvoices.restore());
  }

  /**
   * Restores the initial state of the site: ids start over, settings have their defaults.
   *
   * @param options.empty whether to leave out the initial invoices
   */
  reset(options: { readonly empty: boolean }): void {
    const { settings, siteInvoices } = this.#store;
    this.#store.transaction(() => {
      siteInvoices.clear();
      settings.resetSite();
      settings.siteStocked = options.empty;
    });
    this.fill();
  }

  /** Creates the initial invoices. Runs once: deleted ones stay deleted, even after a restart. */
  fill(): void {
    const { settings } = this.#store;
    if (settings.siteStocked) return;
    const now = this.#now();
    this.#store.transaction(() => {
      for (let id = 1; id <= stock.count; id += 1) {
        const paid = stock.paid.some((one) => one === id);
        const created = now - (stock.count - id + 1) * stock.everyDays * day;
        this.makeUp({ said: {}, created, paid });
      }
      settings.siteStocked = true;
    });
  }

  #now(): number {
    return Math.floor(this.#runtime.now() / 1_000);
  }

  /**
   * Title of the node. Its number is formatted as in the body, without the site's defaults (read in
   * the source).
   */
  #title(options: {
    readonly iid: number;
    readonly created: number;
    readonly sent: SentInvoice;
  }): string {
    const { iid, created, sent } = options;
    const { timeZone } = this.#store.settings.siteSettings;
    const format = {
      leading_zeros: Math.max(0, Math.trunc(phpNumber(String(sent.leading_zeros ?? 0)))),
      prefix: sent.prefix === null ? null : String(sent.prefix),
    };
    if (format.leading_zeros > maxTitleLength) throw new DatabaseRefusal('Data too long for title');
    const title = `Invoice #${printedNumber({ iid, created, timeZone, format })}`;
    if (title.length > maxTitleLength) throw new DatabaseRefusal('Data too long for title');
    return title;
  }

  #columns(sent: SentInvoice): Columns {
    const template = templateNamed(String(sent.template));
    if (template === undefined) throw new DatabaseRefusal("Incorrect integer value for 'tid'");
    const pay_limit = { name: 'pay_limit', value: sent.pay_limit, from: 0, to: 65_535 };
    const zeros = { name: 'leading_zeros', value: sent.leading_zeros, from: 0, to: 255 };
    const description = { name: 'description', value: sent.description, length: 65_535 };
    return {
      leading_zeros: columnInteger(zeros),
      prefix: columnText({ name: 'prefix', value: sent.prefix, length: 50 }),
      description: columnText(description),
      template,
      pay_limit: columnInteger(pay_limit),
      pay_status: payStatusOf(sent.pay_status),
    };
  }

  /**
   * The number sent; if missing or below 1, that of a customer with the same name and country in
   * the site's default template, or else the next free one there (observed).
   */
  #customerNumber(sent: SentInvoice['customer']): unknown {
    const given = sent['customer_number'] ?? null;
    if (given === true || (given !== null && phpNumber(String(given)) >= 1)) return given;
    const { siteInvoices } = this.#store;
    const template: TemplateName = 'default';
    const text = (member: keyof CustomerTexts) => {
      const value = sent[member] ?? null;
      return value === null ? null : String(value);
    };
    const alike = isEmpty(sent['company_name'])
      ? {
          lastname: text('lastname'),
          zipcode: text('zipcode'),
          building_number: text('building_number'),
        }
      : { company_name: text('company_name'), country: text('country') };
    const known = siteInvoices.customerNumber({ template, alike });
    return known ?? siteInvoices.lastCustomerNumber(template) + 1;
  }

  #newItem(sent: unknown): SiteItem {
    const item = readItem(sent);
    return { iid: this.#store.siteInvoices.takeId('site-item'), ...item };
  }
}

type Columns = Pick<
  SiteInvoice,
  'leading_zeros' | 'prefix' | 'description' | 'template' | 'pay_limit' | 'pay_status'
>;

function customerNumberColumn(value: unknown): number {
  return columnInteger({ name: 'customer_number', value, from: 0, to: 4_294_967_295 });
}
