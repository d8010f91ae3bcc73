import { expect, test } from 'vitest';

import { OverloadedError } from './overloaded-error.ts';
import { DatabaseUnreachableError, isDamaged, isStorageFailure } from './storage-failure.ts';

const withCode = (code: string) => Object.assign(new Error('it says no'), { code });

test.each([
  'SQLITE_FULL',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_CORRUPT_INDEX',
  'database_file_lost',
  '08006',
  '53100',
  '53200',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '58030',
  '25006',
  '42501',
  '42P01',
  '42703',
  '3F000',
  '40P01',
  'XX001',
])('%s is no fault of the work', (code) => {
  expect(isStorageFailure(withCode(code))).toBe(true);
});

test.each(['SQLITE_CONSTRAINT', '23505', '22021', '42601', '57000', 'not_found'])(
  '%s is a fault of the work',
  (code) => {
    expect(isStorageFailure(withCode(code))).toBe(false);
  },
);

test('a full queue is no fault of the work', () => {
  expect(isStorageFailure(new OverloadedError('too many wait'))).toBe(true);
});

test('a dropped connection is not a fault of the work, for a statement or an entity', () => {
  expect(isStorageFailure(new DatabaseUnreachableError(new Error('terminated')))).toBe(true);
  const ofEntity = (driverError: object) =>
    Object.assign(new Error('Query failed'), { name: 'QueryFailedError', driverError });
  expect(isStorageFailure(ofEntity(new Error('Connection terminated unexpectedly')))).toBe(true);
  expect(isStorageFailure(ofEntity({ severity: 'ERROR', code: '23505' }))).toBe(false);
  expect(isStorageFailure(ofEntity({ code: 'SQLITE_CONSTRAINT' }))).toBe(false);
});

test('only an unreadable page counts as damage', () => {
  expect(
    ['SQLITE_NOTADB', 'XX001', '53100', 'SQLITE_FULL'].map((code) => isDamaged(withCode(code))),
  ).toEqual([true, true, false, false]);
});
