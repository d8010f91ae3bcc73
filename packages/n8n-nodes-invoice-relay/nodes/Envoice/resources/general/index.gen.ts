// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { generalGetCountriesFields } from './getCountries.gen.ts';
import { generalGetCurrenciesFields } from './getCurrencies.gen.ts';
import { generalGetDateFormatsFields } from './getDateFormats.gen.ts';
import { generalGetLanguagesFields } from './getLanguages.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['general'],
    },
  },
  options: [
    {
      name: 'Get Many Countries',
      value: 'getCountries',
      action: 'Get many countries',
      description: 'Retrieve the countries that Envoice supports',
    },
    {
      name: 'Get Many Currencies',
      value: 'getCurrencies',
      action: 'Get many currencies',
      description: 'Retrieve the currencies that Envoice supports',
    },
    {
      name: 'Get Many Date Formats',
      value: 'getDateFormats',
      action: 'Get many date formats',
      description: 'Retrieve the date formats available for documents',
    },
    {
      name: 'Get Many Languages',
      value: 'getLanguages',
      action: 'Get many languages',
      description: 'Retrieve the languages available for documents',
    },
  ],
  default: 'getCountries',
};

export const generalProperties: INodeProperties[] = [
  operation,
  ...generalGetCountriesFields,
  ...generalGetCurrenciesFields,
  ...generalGetDateFormatsFields,
  ...generalGetLanguagesFields,
];
