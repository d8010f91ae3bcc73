import { expect, test } from 'vitest';

import { simplifiedPaths } from '../../nodes/Envoice/run/simplify.ts';

/** Members whose names say less than where they are. */
const shorter: Readonly<Record<string, string>> = {
  Currency: 'CurrencyValue',
  CustomerEmail: 'OrderBillingDetailsEmail',
  CustomerName: 'OrderBillingDetailsName',
};

test.each(Object.entries(simplifiedPaths))(
  'Simplify takes each member of a %s from where its name says',
  (_, members) => {
    const places = Object.values(members).map((path) => path.join(''));
    expect(places).toEqual(Object.keys(members).map((name) => shorter[name] ?? name));
  },
);
