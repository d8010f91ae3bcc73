import { expect, test, vi } from 'vitest';

import { thingRecord } from './things.ts';

const sample = {
  id: 1,
  createdOn: '2026-10-05T09:12:44.120Z',
  currency: { id: 163, value: 'EUR' },
  items: [{ id: 2, cost: 5 }],
  isFeatured: false,
};

test('has exactly the members of the sample', () => {
  const thing = {
    Id: 7,
    AccessToken: 'secret',
    Currency: { Id: 164, Value: 'USD', Secret: 'secret' },
    Items: [{ Id: 3, Cost: 0, User: { Password: 'secret' } }, { Id: 4 }],
    IsFeatured: false,
    CreatedOn: '2026-11-20T10:00:00.1234567Z',
  };
  expect(thingRecord(thing, sample)).toEqual({
    id: 7,
    createdOn: '2026-11-20T10:00:00.123Z',
    currency: { id: 164, value: 'USD' },
    items: [
      { id: 3, cost: 0 },
      { id: 4, cost: null },
    ],
    isFeatured: false,
  });
});

test('uses null for missing values, and no items for a missing list', () => {
  const nothing = { createdOn: null, currency: null, items: [], isFeatured: null };
  expect(thingRecord({ Id: 7 }, sample)).toEqual({ id: 7, ...nothing });
  expect(thingRecord({ Id: 7, Items: null, Currency: 5 }, sample)).toEqual({ id: 7, ...nothing });
});

test.each([
  ['2026-11-20T10:00:00', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:00:00.5+01:00', '2026-11-20T09:00:00.500Z'],
  ['soon', 'soon'],
])('the moment %s is %s, wherever this runs', (CreatedOn, createdOn) => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  try {
    expect(thingRecord({ Id: 7, CreatedOn }, sample)).toMatchObject({ createdOn });
  } finally {
    vi.unstubAllEnvs();
  }
});
