import type { EnvoiceClient } from '../client/index.ts';
import { readList } from '../mapping/read.ts';
import { asId } from '../mapping/references.ts';
import type { EnvoiceCountry, EnvoiceWorkType, NameLists } from '../mapping/with-names.ts';

/** How long a list is remembered: countries and work types hardly change. Milliseconds. */
const rememberedMs = 24 * 60 * 60 * 1_000;

/**
 * How soon a list is read again that could not be read, or lacks an id: a work type may be as new
 * as the invoice. Milliseconds.
 */
const againMs = 60 * 1_000;

/** Of how many accounts lists are remembered. */
const maxAccounts = 200;

interface ListEntry {
  readonly Id?: number | null;
}

interface Remembered<Entry> {
  readonly entries: readonly Entry[];
  readonly isRead: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * The lists that name what documents only have as ids, for as long as a source lives: so a document
 * is one request, and a list one for many documents.
 */
export class RememberedNames {
  readonly #countries: RememberedList<EnvoiceCountry>;
  readonly #workTypes: RememberedList<EnvoiceWorkType>;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#countries = new RememberedList(now);
    this.#workTypes = new RememberedList(now);
  }

  /** @param options.account identifies whose lists they are */
  of(options: {
    readonly account: string;
    readonly client: EnvoiceClient;
    readonly signal: AbortSignal;
  }): NameLists {
    const { account, client, signal } = options;
    return {
      countries: (ids) =>
        this.#countries.read({ account, ids, load: () => client.general.countries({ signal }) }),
      workTypes: (ids) =>
        this.#workTypes.read({ account, ids, load: () => client.workTypes.list({ signal }) }),
    };
  }
}

class RememberedList<Entry extends ListEntry> {
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered<Entry>>();
  readonly #loading = new Map<string, Promise<unknown>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is remembered is better than nothing: if the list cannot be read, that is returned. */
  async read(options: {
    readonly account: string;
    readonly ids: readonly number[];
    readonly load: () => Promise<readonly Entry[]>;
  }): Promise<readonly Entry[]> {
    const { account, ids, load } = options;
    while (this.#loading.has(account)) await this.#loading.get(account);
    const known = this.#remembered.get(account);
    if (known !== undefined && !this.#isDue(known, ids)) return known.entries;
    const loading = load().then(
      (entries) =>
        this.#remember(account, { entries: readList(entries), isRead: true, at: this.#now() }),
      () =>
        this.#remember(account, {
          entries: known?.entries ?? [],
          isRead: false,
          at: this.#now(),
        }),
    );
    this.#loading.set(account, loading);
    const { entries } = await loading.finally(() => this.#loading.delete(account));
    return entries;
  }

  #isDue({ entries, isRead, at }: Remembered<Entry>, ids: readonly number[]): boolean {
    const age = Math.abs(this.#now() - at);
    if (age < againMs) return false;
    const isComplete = isRead && ids.every((id) => entries.some(({ Id }) => asId(Id) === id));
    return !isComplete || age >= rememberedMs;
  }

  #remember(account: string, remembered: Remembered<Entry>): Remembered<Entry> {
    this.#remembered.delete(account);
    this.#remembered.set(account, remembered);
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size > maxAccounts) {
      this.#remembered.delete(oldest);
    }
    return remembered;
  }
}
