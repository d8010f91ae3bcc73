import type { Entry, EntryKind } from '../store/entries.ts';
import type { Store } from '../store/store.ts';
import { clients } from './clients.ts';
import type { ClientContent, TaxContent, WorkTypeContent } from './content.ts';
import { euro } from './currencies.ts';
import { countryId, english } from './places.ts';

const year = 365 * 86_400_000;

/** Currency and place ids of the clients, in the same order. */
const homes: readonly (readonly [string, number, string])[] = [
  ['GB', 170, '14 Harbour Row, Bristol'],
  ['MK', euro, 'ул. Маршал Тито 8, Скопје'],
  ['DE', euro, 'Hafenstraße 3, 20359 Hamburg'],
  ['RS', euro, 'Кнез Михаилова 21, Београд'],
  ['IE', euro, '5 Quay Street, Galway'],
  ['FR', euro, '12 rue de la Côte, Lyon'],
  ['DE', euro, 'Am Markt 1, 18055 Rostock'],
  ['ES', euro, 'Calle del Sol 40, Sevilla'],
  ['JP', 171, '東京都渋谷区神南1-2-3'],
  ['US', 164, '77 Lakeside Drive, Madison, WI'],
  ['FI', euro, 'Puutie 9, Tampere'],
  ['TR', euro, 'Bağdat Caddesi 110, İstanbul'],
];

/** The first client has the id and texts of the vendor's guide. */
const firstClient: ClientContent = {
  Name: 'Bob Smith',
  Email: 'bob.smith@email.com',
  ClientCountryId: 235,
  ClientCurrencyId: 170,
  UiLanguageId: english,
  AdditionalEmails: [],
};
const firstClientId = 2_185;

/** Ids 311, 2402 and 3764 appear in the vendor's guide, so its samples work here. */
const taxes: readonly (readonly [number, TaxContent])[] = [
  [311, { Name: 'Personal tax', Percentage: 10 }],
  [312, { Name: 'VAT', Percentage: 20 }],
  [313, { Name: 'Reduced VAT', Percentage: 5 }],
];
const workTypes: readonly (readonly [number, WorkTypeContent])[] = [
  [2_402, { Title: 'Logo design' }],
  [2_403, { Title: 'Photography' }],
  [2_404, { Title: 'Consulting' }],
  [2_405, { Title: 'Printing' }],
  [3_764, { Title: 'Software development' }],
];

/**
 * Creates what a shop has before its first invoice: clients, taxes and work types. Runs once:
 * deleted entries stay deleted, even after a restart.
 */
export function stockCatalogue(options: { readonly store: Store; readonly now: number }): void {
  const { store } = options;
  if (store.settings.stocked) return;
  const createdAt = options.now - year;
  const save = (kind: EntryKind, id: number, content: object) =>
    store.entries.save({ kind, id, createdAt, content });
  store.transaction(() => {
    for (const [id, content] of taxes) save('tax', id, content);
    for (const [id, content] of workTypes) save('worktype', id, content);
    save('client', firstClientId, firstClient);
    for (const [index, name] of clients.entries()) {
      const clientId = shopClientId(index);
      save('client', clientId, shopClient({ name, index }));
      // Documents from an earlier version have their clients by name only.
      store.documents.adoptClient({ clientId, name });
    }
    store.settings.stocked = true;
  });
}

/** Picks one of the shop's clients, recreating it if it was deleted. */
export function pickClient(options: {
  readonly store: Store;
  readonly random: () => number;
  readonly now: number;
}): Entry<ClientContent> {
  const { store, random, now } = options;
  const index = Math.floor(random() * clients.length);
  const id = shopClientId(index);
  const found = store.entries.find<ClientContent>({ kind: 'client', id });
  if (found !== undefined) return found;
  const content = shopClient({ name: clients[index] ?? clients[0], index });
  return store.entries.save({ kind: 'client', id, createdAt: now, content });
}

function shopClientId(index: number): number {
  return firstClientId + 1 + index;
}

function shopClient(options: { readonly name: string; readonly index: number }): ClientContent {
  const { name, index } = options;
  const [country, currency, address] = homes[index] ?? ['GB', euro, 'High Street 1'];
  return {
    Name: name,
    Email: `office@client-${index + 1}.example`,
    Address: address,
    PhoneNumber: `+44 20 7946 09${String(index).padStart(2, '0')}`,
    Vat: `${country}${String(811_907_980 + index)}`,
    ClientCountryId: countryId(country),
    ClientCurrencyId: currency,
    UiLanguageId: english,
    DefaultDueDateInDays: 7,
    AdditionalEmails: [],
  };
}
