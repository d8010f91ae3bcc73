import { expect, test } from 'vitest';

import { maskedPostgresUrl } from './database-url.ts';

test.each([
  ['postgres://relay:secret@db.example.com/relay', 'postgres://db.example.com/relay'],
  [
    'postgresql://relay:secret@db.example.com:6432/relay?sslmode=verify-full&password=secret',
    'postgres://db.example.com:6432/relay',
  ],
  ['postgres://[::1]:5432/relay', 'postgres://[::1]:5432/relay'],
  ['postgres:///relay?host=/run/postgresql&user=relay', 'postgres:///relay?host=/run/postgresql'],
])('%s is displayed as %s', (url, shown) => {
  expect(maskedPostgresUrl(url)).toBe(shown);
});
