import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { OverloadedError } from '../database/overloaded-error.ts';
import { DatabaseUnreachableError } from '../database/storage-failure.ts';
import { startProblem } from './start-problem.ts';

function thrownBy(fails: () => unknown): unknown {
  try {
    fails();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

test('a data folder that cannot be created names DATABASE_URL and shows no stack trace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-start-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'data')]) {
    const error = thrownBy(() => mkdirSync(path, { recursive: true }));
    const words = startProblem(error, 'The relay cannot start');
    expect(words).toContain('Check DATABASE_URL');
    expect(words).not.toContain('    at ');
  }
  await rm(folder, { recursive: true });
});

test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])(
  '%s asks for disk space',
  (code) => {
    const error = Object.assign(new Error('database or disk is full'), { code });
    const words = startProblem(error, 'The relay cannot start');
    expect(words).toContain('Free space on the disk');
    expect(words).not.toContain('Check DATABASE_URL');
  },
);

test.each(['SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_CANTOPEN_ISDIR', 'EACCES'])(
  '%s asks for a writable file',
  (code) => {
    const words = startProblem(Object.assign(new Error('no'), { code }), 'The relay cannot start');
    expect(words).toContain('Check DATABASE_URL');
  },
);

test.each([
  [{ syscall: 'listen' }, 'set PORT to a higher one'],
  [{ syscall: 'open', path: '/var/lib/relay/encryption.key' }, 'must be able to read this file'],
])('a permission error on %j is not blamed on DATABASE_URL', (about, words) => {
  const error = Object.assign(new Error('permission denied'), { code: 'EACCES', ...about });
  const told = startProblem(error, 'The relay cannot start');
  expect(told).toContain(words);
  expect(told).not.toContain('DATABASE_URL');
});

test('a failing disk is reported as such', () => {
  const error = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMMAP' });
  expect(startProblem(error, 'The relay cannot start')).toContain('use a local disk');
});

test.each([
  Object.assign(new Error('getaddrinfo ENOTFOUND db.example.com'), { code: 'ENOTFOUND' }),
  new Error('The server does not support SSL connections'),
])('%s on the way to PostgreSQL is about DATABASE_URL, not HOST', (error) => {
  const words = startProblem(new DatabaseUnreachableError(error), 'The relay cannot start');
  expect(words).toContain(error.message);
  expect(words).toContain('Check the host, port and sslmode in DATABASE_URL');
});

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'])(
  'a PostgreSQL certificate of an unknown CA (%s) asks for the CA’s file',
  (code) => {
    const error = Object.assign(new Error('self-signed certificate'), { code });
    const words = startProblem(new DatabaseUnreachableError(error), 'The relay cannot start');
    expect(words).toContain('&sslrootcert=/path/to/ca.pem');
  },
);

test('a PostgreSQL server that accepts only TLS asks for sslmode', () => {
  const message = 'no pg_hba.conf entry for host "10.0.0.1", user "relay", no encryption';
  const error = Object.assign(new Error(message), { code: '28000', severity: 'FATAL' });
  expect(startProblem(error, 'The relay cannot start')).toContain('?sslmode=verify-full');
});

test.each([
  ['55P03', 'canceling statement due to lock timeout', 'DATABASE_LOCK_TIMEOUT_MS: try again'],
  ['57014', 'canceling statement due to statement timeout', 'at the moment: try again'],
  ['57P01', 'terminating connection due to administrator command', 'at the moment: try again'],
  ['53100', 'could not extend file: No space left on device', 'at the moment: try again'],
])('what passes by itself is not blamed on DATABASE_URL: %s', (code, message, told) => {
  const error = Object.assign(new Error(message), { code, severity: 'ERROR' });
  const late = new OverloadedError('too much is waiting', { cause: error });
  for (const thrown of [error, new DatabaseUnreachableError(error), late]) {
    const words = startProblem(thrown, 'The relay cannot start');
    expect(words).toContain(message);
    expect(words).toContain(told);
    expect(words).not.toContain('Check DATABASE_URL');
  }
});

test.each([
  new Error('Connection terminated unexpectedly'),
  new Error('Client has encountered a connection error and is not queryable'),
  Object.assign(new Error('Connection terminated unexpectedly'), {
    name: 'QueryFailedError',
    driverError: new Error('Connection terminated unexpectedly'),
  }),
])('a connection that breaks during a start or a move is told without a stack trace', (error) => {
  const words = startProblem(error, 'The relay cannot start');
  expect(words).toContain(`the database server cannot be reached (${error.message})`);
  expect(words).not.toContain('    at ');
});

test('a standby is reported as such', () => {
  const error = Object.assign(new Error('cannot execute CREATE TABLE in a read-only transaction'), {
    code: '25006',
    severity: 'ERROR',
  });
  expect(startProblem(error, 'The relay cannot start')).toContain('Use the primary.');
});
