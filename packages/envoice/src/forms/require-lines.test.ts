import { expect, test } from 'vitest';

import { requireLines } from './require-lines.ts';

const refused = /^Line Items: there are none, so nothing would be charged$/;

test.each(['invoice', 'estimation', 'order', 'paymentLink'])(
  'refuses a new %s without lines, which would charge nothing',
  (resource) => {
    for (const body of [{}, { Items: [] }, { ClientId: 1, Items: undefined }]) {
      expect(() => requireLines({ resource, body })).toThrow(refused);
    }
    expect(() => requireLines({ resource, body: { Items: [{ Cost: 0 }] } })).not.toThrow();
  },
);

test.each([
  ['invoice', 'ClonedFromId'],
  ['estimation', 'ClonedFromId'],
  ['order', 'ProductId'],
])('%s gets its lines by %s', (resource, member) => {
  expect(() => requireLines({ resource, body: { [member]: 7 } })).not.toThrow();
});

test('resources without lines need none', () => {
  expect(() => requireLines({ resource: 'client', body: {} })).not.toThrow();
  expect(() => requireLines({ resource: 'product', body: {} })).not.toThrow();
});
