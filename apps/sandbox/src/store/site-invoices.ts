import type { Statement } from 'better-sqlite3';

import type { CustomerTexts, NewItem } from '../invoice7/body.ts';
import type { TemplateName } from '../invoice7/settings.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** An item of an invoice, as in the module's table. */
export interface SiteItem extends NewItem {
  readonly iid: number;
}

/** An invoice of the Invoice 7 site: the rows of the module's tables and of its Drupal node. */
export interface SiteInvoice {
  /** The bare invoice number. */
  readonly iid: number;
  readonly nid: number;
  readonly title: string;
  readonly uid: number;
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly changed: number;
  readonly leading_zeros: number;
  readonly prefix: string | null;
  readonly description: string | null;
  readonly template: TemplateName;
  /** In days. */
  readonly pay_limit: number;
  readonly pay_status: 'paid' | 'unpaid';
  readonly customer_id: number;
  readonly customer_number: number;
  readonly customer: CustomerTexts;
  /** In order of their ids. */
  readonly items: readonly SiteItem[];
}

type Row = Omit<SiteInvoice, 'customer' | 'items'> & {
  readonly customer: string;
  readonly items: string;
};

/** Parameters of a list. */
export interface SiteListQuery {
  /** An SQL expression over the columns, from `sortColumns`: never user input. */
  readonly orderBy: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  readonly filter: SiteListFilter;
}

export interface SiteListFilter {
  readonly template?: string;
  readonly customerNumber?: number;
  /** Seconds since the Unix epoch, both inclusive. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
}

/** Ids assigned by the database. A restore resets them; a rollback does not. */
const counters = ['site-node', 'site-customer', 'site-item'] as const;
export type SiteCounter = (typeof counters)[number];

const columns = [
  'iid',
  'nid',
  'title',
  'uid',
  'created',
  'changed',
  'leading_zeros',
  'prefix',
  'description',
  'template',
  'pay_limit',
  'pay_status',
  'customer_id',
  'customer_number',
  'customer',
  'items',
];
const filters = `
  (:template is null or lower(template) = :template)
  and (:customerNumber is null or customer_number = :customerNumber)
  and (:createdFrom is null or created between :createdFrom and :createdTo)`;

/** The site's own tables, and their backup. */
export class SiteInvoices {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #all: Statement<[], Row>;
  readonly #count: Statement<[object], number>;
  readonly #find: Statement<[number], Row>;
  readonly #newest: Statement<[], Row>;
  readonly #write: Statement<[object]>;
  readonly #pay: Statement<[object]>;
  readonly #remove: Statement<[number]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    this.#all = database.prepare('select * from site_invoice order by iid');
    this.#count = database
      .prepare<[object], number>(`select count(*) from site_invoice where ${filters}`)
      .pluck();
    this.#find = database.prepare('select * from site_invoice where iid = ?');
    this.#newest = database.prepare('select * from site_invoice order by nid desc limit 1');
    this.#write = database.prepare(`
      insert or replace into site_invoice (${columns.join(', ')})
      values (${columns.map((column) => `:${column}`).join(', ')})
    `);
    this.#pay = database.prepare(
      'update site_invoice set pay_status = :payStatus where iid = :iid',
    );
    this.#remove = database.prepare('delete from site_invoice where iid = ?');
  }

  /** In order of their ids. */
  all(): SiteInvoice[] {
    return this.#all.all().map(readRow);
  }

  count(filter: SiteListFilter = {}): number {
    return this.#count.get(filterValues(filter)) ?? 0;
  }

  /** Invoices that sort equally are in creation order (observed). */
  list(query: SiteListQuery): SiteInvoice[] {
    const { orderBy, descending, limit, offset, filter } = query;
    const direction = descending ? 'desc' : 'asc';
    return this.#database
      .prepare<[object], Row>(
        `select * from site_invoice where ${filters}
        order by ${orderBy} ${direction}, iid limit :limit offset :offset`,
      )
      .all({ ...filterValues(filter), limit, offset })
      .map(readRow);
  }

  find(iid: number): SiteInvoice | undefined {
    const row = this.#find.get(iid);
    return row === undefined ? undefined : readRow(row);
  }

  /** The invoice created last: the highest node. */
  newest(): SiteInvoice | undefined {
    const row = this.#newest.get();
    return row === undefined ? undefined : readRow(row);
  }

  /** Returns the first customer number that this template used for the same customer. */
  customerNumber(options: {
    readonly template: TemplateName;
    /** Members and their required values; `null` never equals anything. */
    readonly alike: Readonly<Record<string, string | null>>;
  }): number | undefined {
    const { template, alike } = options;
    if (Object.values(alike).includes(null)) return undefined;
    const conditions = Object.keys(alike).map(
      (member) => `customer ->> '${member}' = :${member} collate nocase`,
    );
    return this.#database
      .prepare<[object], number>(
        `select customer_number from site_invoice where template = :template
        and ${conditions.join(' and ')} order by customer_id limit 1`,
      )
      .pluck()
      .get({ template, ...alike });
  }

  /** Returns the highest customer number of a template, or 0. */
  lastCustomerNumber(template: TemplateName): number {
    return (
      this.#database
        .prepare<[string], number | null>(
          'select max(customer_number) from site_invoice where template = ?',
        )
        .pluck()
        .get(template) ?? 0
    );
  }

  /** Takes the next id. It is used up even if the call fails. */
  takeId(counter: SiteCounter): number {
    return this.#sequences.take({ name: counter, first: 1 });
  }

  /** Overwrites the invoice with this id. */
  save(invoice: SiteInvoice): void {
    const { customer, items } = invoice;
    this.#write.run({
      ...invoice,
      customer: JSON.stringify(customer),
      items: JSON.stringify(items),
    });
  }

  /** Implements the site's button: only this column is written. */
  setPayStatus(options: {
    readonly iid: number;
    readonly payStatus: SiteInvoice['pay_status'];
  }): void {
    this.#pay.run(options);
  }

  remove(iid: number): void {
    this.#remove.run(iid);
  }

  /** Backs up the current state, replacing any earlier backup. Call inside a transaction. */
  backUp(now: number): void {
    this.#database.exec(`
      delete from site_backup_invoice;
      insert into site_backup_invoice select * from site_invoice;
    `);
    const stand = counters.map((name) => [name, this.#sequences.last(name)]);
    this.#database
      .prepare<[object]>(
        'insert or replace into site_backup (id, made_at, counters) values (1, :now, :stand)',
      )
      .run({ now, stand: JSON.stringify(Object.fromEntries(stand)) });
  }

  /**
   * Restores the backup, including the id counters, and keeps it for next time. Call inside a
   * transaction.
   *
   * @returns when it was created, or `undefined` if there is none
   */
  restore(): number | undefined {
    const backup = this.#database
      .prepare<[], { madeAt: number; stand: string }>(
        'select made_at as "madeAt", counters as stand from site_backup',
      )
      .get();
    if (backup === undefined) return undefined;
    this.#database.exec(`
      delete from site_invoice;
      insert into site_invoice select * from site_backup_invoice;
    `);
    const stand = JSON.parse(backup.stand) as Record<SiteCounter, number>;
    for (const name of counters) this.#sequences.set({ name, last: stand[name] });
    return backup.madeAt;
  }

  clear(): void {
    this.#database.exec(
      'delete from site_invoice; delete from site_backup; delete from site_backup_invoice',
    );
    for (const name of counters) this.#sequences.forget(name);
  }
}

function filterValues(filter: SiteListFilter): object {
  const { template, customerNumber = null, createdFrom = null, createdTo = null } = filter;
  return {
    template: template?.trimEnd().toLowerCase() ?? null,
    customerNumber,
    createdFrom,
    createdTo,
  };
}

function readRow(row: Row): SiteInvoice {
  return {
    ...row,
    customer: JSON.parse(row.customer) as CustomerTexts,
    items: JSON.parse(row.items) as SiteItem[],
  };
}
