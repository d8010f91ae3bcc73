import type { EnvoiceResponse, EnvoiceClient } from '../client/index.ts';
import { findByNumber } from './find-by-number.ts';
import type { NumberedList } from './find-by-number.ts';

/** The lists of an account in which ids and percentages are looked up: each is requested once. */
export interface AccountLists {
  countries(): Promise<readonly EnvoiceResponse<'CountryDetailsApiModel'>[]>;
  currencies(): Promise<readonly EnvoiceResponse<'CurrencyDetailsApiModel'>[]>;
  workTypes(): Promise<readonly EnvoiceResponse<'WorkTypeDetailsApiModel'>[]>;
  taxes(): Promise<readonly EnvoiceResponse<'TaxDetailsApiModel'>[]>;
  /** The id of the document with a printed number; undefined if there is none. */
  idOfNumber(list: NumberedList, number: string): Promise<number | undefined>;
  /** Forgets what was read: after an operation that changes a tax. */
  forgetTaxes(): void;
}

export function createAccountLists(client: EnvoiceClient): AccountLists {
  const countries = once(() => client.general.countries());
  const currencies = once(() => client.general.currencies());
  const workTypes = once(() => client.workTypes.list());
  const taxes = once(() => client.taxes.list());
  return {
    countries: countries.get,
    currencies: currencies.get,
    workTypes: workTypes.get,
    taxes: taxes.get,
    idOfNumber: (list, number) => findByNumber({ client, list, number }),
    forgetTaxes: taxes.forget,
  };
}

function once<Value>(load: () => Promise<Value>): {
  readonly get: () => Promise<Value>;
  readonly forget: () => void;
} {
  let asked: Promise<Value> | undefined;
  const forget = () => {
    asked = undefined;
  };
  return {
    forget,
    get() {
      asked ??= load().catch((error: unknown) => {
        // A later call may succeed.
        forget();
        return Promise.reject(error);
      });
      return asked;
    },
  };
}
