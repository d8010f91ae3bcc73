import type { AccountLists, Reading } from '../../src/forms/index.ts';

/** The lists of an account with one of each. */
export const lists: AccountLists = {
  countries: async () => [{ Id: 165, Name: 'Netherlands', Value: 'NL' }],
  currencies: async () => [{ Id: 163, Name: 'Euro Member Countries', Value: 'EUR' }],
  workTypes: async () => [],
  taxes: async () => [{ Id: 311, Name: 'VAT', Percentage: 21 }],
  idOfNumber: async (_list, number) => ({ 'INV-7': 7, '20260007': 8 })[number],
  forgetTaxes() {},
};

/** The options for reading an invoice form. */
export const reading: Reading = {
  lists,
  timezone: 'Europe/Amsterdam',
  resource: 'invoice',
  hints: { date: 'Or pick it.', empty: 'Look at the step.' },
};
