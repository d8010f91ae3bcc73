import { currencies } from '../../shop/currencies.ts';
import { gateways } from '../../shop/gateways.ts';
import { countries, dateFormats, uiLanguages } from '../../shop/places.ts';
import type { Handlers } from '../handler.ts';

/** Reference data of the platform, independent of the account. */
export const generalHandlers: Handlers = {
  'general/countries': () => countries,
  'general/currencies': () => currencies,
  'general/dateformats': () => dateFormats,
  'general/uilanguages': () => uiLanguages,
  'payment/supported': () => gateways,
};
