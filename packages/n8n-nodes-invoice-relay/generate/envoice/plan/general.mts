import type { ResourcePlan } from './types.mts';

export const generalPlan: ResourcePlan = {
  value: 'general',
  name: 'General',
  article: 'a list',
  operations: [
    {
      value: 'getCountries',
      name: 'Get Many Countries',
      action: 'Get many countries',
      description: 'Retrieve the countries that Envoice supports',
      api: 'GeneralApi_Countries',
      many: true,
    },
    {
      value: 'getCurrencies',
      name: 'Get Many Currencies',
      action: 'Get many currencies',
      description: 'Retrieve the currencies that Envoice supports',
      api: 'GeneralApi_Currencies',
      many: true,
    },
    {
      value: 'getDateFormats',
      name: 'Get Many Date Formats',
      action: 'Get many date formats',
      description: 'Retrieve the date formats available for documents',
      api: 'GeneralApi_DateFormats',
      many: true,
    },
    {
      value: 'getLanguages',
      name: 'Get Many Languages',
      action: 'Get many languages',
      description: 'Retrieve the languages available for documents',
      api: 'GeneralApi_UiLanguages',
      many: true,
    },
  ],
};
