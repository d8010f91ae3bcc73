import type { SiteInvoice } from '../store/site-invoices.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { changedContent, type SiteChange, usualContent } from './content.ts';
import { plausibleInvoice } from './plausible.ts';
import { strftime } from './strftime.ts';

const day = 86_400_000;
/** What a fresh site has: the older invoices are paid, but for one that somebody forgot. */
const stock = { count: 12, everyDays: 11, paid: [1, 2, 3, 5, 6, 7, 8, 10] } as const;

/** What was made by one call. */
export interface MadeInvoices {
  readonly count: number;
  readonly firstId: number;
  readonly lastId: number;
}

/** The invoices of a Drupal site with the module. Each call is one transaction. */
export class Site {
  readonly #store: Store;
  readonly #world: World;

  constructor(options: { readonly store: Store; readonly world: World }) {
    this.#store = options.store;
    this.#world = options.world;
  }

  all(): SiteInvoice[] {
    return this.#store.siteInvoices.all();
  }

  /** By its id, or by its number where no invoice has that id. */
  find(idOrNumber: string): SiteInvoice | undefined {
    const { siteInvoices } = this.#store;
    const byId = /^[1-9]\d{0,14}$/.test(idOrNumber)
      ? siteInvoices.find(Number(idOrNumber))
      : undefined;
    return byId ?? siteInvoices.findNumber(idOrNumber);
  }

  create(change: SiteChange): SiteInvoice {
    return this.#store.transaction(() => this.#create({ change: () => change }));
  }

  /** One that is made up, except for what is said of it. */
  makeUp(change: SiteChange): SiteInvoice {
    return this.#store.transaction(() => this.#makeUp(change));
  }

  makeUpMany(count: number): MadeInvoices {
    return this.#store.transaction(() => {
      const ids = Array.from({ length: count }, () => this.#makeUp({}).id);
      return { count, firstId: ids[0] ?? 0, lastId: ids.at(-1) ?? 0 };
    });
  }

  change(options: { readonly invoice: SiteInvoice; readonly change: SiteChange }): SiteInvoice {
    const { invoice, change } = options;
    return this.#store.transaction(() => {
      const content = changedContent({ content: invoice.content, change });
      const { id, createdAt } = invoice;
      const number = numberOf({ id, createdAt, content });
      const changed = { ...invoice, number, content, changedAt: this.#world.now() };
      this.#store.siteInvoices.save(changed);
      return changed;
    });
  }

  remove(invoice: SiteInvoice): void {
    this.#store.siteInvoices.remove(invoice.id);
  }

  /** When it was made, in milliseconds since the Unix epoch. */
  backUp(): number {
    const now = this.#world.now();
    this.#store.transaction(() => this.#store.siteInvoices.backUp(now));
    return now;
  }

  /** When the backup was made that the site is back at, or `undefined`: there is none. */
  restore(): number | undefined {
    return this.#store.transaction(() => this.#store.siteInvoices.restore());
  }

  /** A new site, as at the first start: ids begin anew. */
  reset(): void {
    const { settings, siteInvoices } = this.#store;
    this.#store.transaction(() => {
      siteInvoices.clear();
      settings.resetSite();
    });
    this.fill();
  }

  /** The first invoices. Given once: those that somebody deletes stay away, also over a restart. */
  fill(): void {
    const { settings } = this.#store;
    if (settings.siteStocked) return;
    const now = this.#world.now();
    this.#store.transaction(() => {
      for (let id = 1; id <= stock.count; id += 1) {
        const paid = stock.paid.some((one) => one === id);
        this.#create({
          change: (taken) => plausibleInvoice({ id: taken, paid }),
          createdAt: now - (stock.count - id + 1) * stock.everyDays * day,
        });
      }
      settings.siteStocked = true;
    });
  }

  #makeUp(change: SiteChange): SiteInvoice {
    return this.#create({
      change: (id) => {
        const madeUp = plausibleInvoice({ id, paid: false });
        return { ...madeUp, ...change, customer: { ...madeUp.customer, ...change.customer } };
      },
    });
  }

  #create(options: {
    readonly change: (id: number) => SiteChange;
    readonly createdAt?: number;
  }): SiteInvoice {
    const createdAt = options.createdAt ?? this.#world.now();
    const id = this.#store.siteInvoices.takeId();
    const content = changedContent({ content: usualContent, change: options.change(id) });
    const number = numberOf({ id, createdAt, content });
    const invoice = { id, number, createdAt, changedAt: createdAt, content };
    this.#store.siteInvoices.save(invoice);
    return invoice;
  }
}

/** The prefix, written as a date, and the id with zeros in front. */
function numberOf(invoice: Pick<SiteInvoice, 'id' | 'createdAt' | 'content'>): string {
  const { prefix, leading_zeros: zeros } = invoice.content;
  const date = strftime({ pattern: prefix ?? '', at: invoice.createdAt });
  return `${date}${String(invoice.id).padStart(Number(zeros), '0')}`;
}
