import { expect, test } from 'vitest';

import { countryCode } from './country.ts';

test.each([
  ['Nederland', 'NL'],
  ['The Netherlands', 'NL'],
  ['  nederland ', 'NL'],
  ['Pays-Bas', 'NL'],
  ['België', 'BE'],
  ['Belgie', 'BE'],
  ['Österreich', 'AT'],
  ['United States', 'US'],
  ['Côte d’Ivoire', 'CI'],
  ["Cote d'Ivoire", 'CI'],
  ['NL', 'NL'],
  ['de', 'DE'],
  ['UK', 'GB'],
])('%s is %s', (text, code) => expect(countryCode(text)).toBe(code));

test.each(['', 'Atlantis', 'Amsterdam', 'EU', 'European Union', 'XX', 'ZZ', 'QO', 'N1', 'NLD'])(
  '%j is not a country',
  (text) => expect(countryCode(text)).toBeNull(),
);
