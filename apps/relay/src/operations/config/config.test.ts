import { ConfigError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { readConfig } from './config.ts';

test('an empty environment gets safe defaults', () => {
  expect(readConfig({ HOST: '', PORT: '  ' })).toEqual({
    host: '127.0.0.1',
    port: 4100,
    publicUrl: undefined,
    database: { kind: 'sqlite', path: './data/relay.sqlite' },
    role: 'all',
    apiKey: undefined,
    encryptionKey: undefined,
    previousEncryptionKeys: [],
    sources: ['@invoice-relay/envoice', '@invoice-relay/drupal-invoice'],
    allowPrivateNetworks: [],
    vendorPrivateNetworks: 'any',
    ingestPerSecond: 2_000,
    retentionDays: { answers: 30, deliveries: 90, activities: 365, events: 730 },
    sessions: { idleMs: 3_600_000, longestMs: 43_200_000 },
    failingLimits: { afterMs: 300_000 },
    stopTimeoutMs: 14_000,
    logLevel: 'info',
  });
});

test('reads every variable', () => {
  const encryptionKey = Buffer.alloc(32, 1).toString('base64');
  const previousKey = Buffer.alloc(32, 2).toString('base64');
  expect(
    readConfig({
      HOST: '0.0.0.0',
      PORT: '80',
      PUBLIC_URL: 'https://relay.example.com/base/',
      DATABASE_URL: 'sqlite:/var/lib/relay.sqlite',
      RELAY_ROLE: 'all',
      RELAY_API_KEY: 'a'.repeat(24),
      RELAY_ENCRYPTION_KEY: encryptionKey,
      RELAY_ENCRYPTION_KEY_PREVIOUS: `${previousKey}, ${encryptionKey}`,
      RELAY_SOURCES: '@invoice-relay/envoice, my-source, file:///opt/mine.js',
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8, fd00::/8',
      RELAY_VENDOR_PRIVATE_NETWORKS: 'none',
      RELAY_INGEST_PER_SECOND: '500',
      RELAY_KEEP_ANSWERS_DAYS: '1',
      RELAY_KEEP_DELIVERIES_DAYS: '2',
      RELAY_KEEP_ACTIVITIES_DAYS: '0',
      RELAY_KEEP_EVENTS_DAYS: '3',
      RELAY_SESSION_IDLE_MINUTES: '10',
      RELAY_SESSION_MINUTES: '20',
      RELAY_FAILING_AFTER_SECONDS: '60',
      RELAY_STOP_TIMEOUT_SECONDS: '30',
      LOG_LEVEL: 'debug',
    }),
  ).toEqual({
    host: '0.0.0.0',
    port: 80,
    publicUrl: 'https://relay.example.com/base',
    database: { kind: 'sqlite', path: '/var/lib/relay.sqlite' },
    role: 'all',
    apiKey: 'a'.repeat(24),
    encryptionKey,
    previousEncryptionKeys: [previousKey, encryptionKey],
    sources: ['@invoice-relay/envoice', 'my-source', 'file:///opt/mine.js'],
    allowPrivateNetworks: ['127.0.0.0/8', 'fd00::/8'],
    vendorPrivateNetworks: [],
    ingestPerSecond: 500,
    retentionDays: { answers: 1, deliveries: 2, activities: 0, events: 3 },
    sessions: { idleMs: 600_000, longestMs: 1_200_000 },
    failingLimits: { afterMs: 60_000 },
    stopTimeoutMs: 30_000,
    logLevel: 'debug',
  });
});

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

const variablesOf = (problems: readonly string[]) => problems.map((one) => one.split(':')[0]);

test('lists every problem, not only the first, and repeats no secret', () => {
  const bad = {
    PORT: '70000',
    PUBLIC_URL: 'relay.example.com',
    DATABASE_URL: 'mysql://x',
    RELAY_ROLE: 'boss',
    RELAY_API_KEY: 'short-secret',
    RELAY_ENCRYPTION_KEY: 'c2VjcmV0',
    RELAY_SOURCES: ' , ',
    RELAY_ALLOW_PRIVATE_NETWORKS: '10.0.0.0/33, 127.0.0.0/8',
    LOG_LEVEL: 'loud',
  };
  const problems = problemsOf(bad);
  expect(variablesOf(problems)).toEqual(Object.keys(bad));
  expect(problems.join()).not.toMatch(/short-secret|c2VjcmV0/);
});

test.each([
  { DATABASE_URL: 'postgres://db/relay', RELAY_KEEP_EVENTS_DAYS: '30' },
  { RELAY_ROLE: 'worker' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_TRACES_SAMPLER: 'some' },
])('what does not go together is listed beside what is wrong by itself: %j', (environment) => {
  const together = variablesOf(problemsOf(environment));
  expect(together).not.toEqual([]);
  expect(variablesOf(problemsOf({ PORT: 'x', ...environment }))).toEqual(['PORT', ...together]);
});

test.each([
  { DATABASE_URL: 'postgres://db/relay', RELAY_ENCRYPTION_KEY: 'short' },
  { DATABASE_URL: 'mysql://x', RELAY_ROLE: 'worker' },
  { RELAY_KEEP_EVENTS_DAYS: 'a year', RELAY_KEEP_DELIVERIES_DAYS: '0' },
])(
  'what is wrong by itself is listed once, and nothing is concluded from it: %j',
  (environment) => {
    expect(problemsOf(environment)).toHaveLength(1);
  },
);

test.each([
  [{ DATABASE_URL: 'postgres://db/relay' }, /^RELAY_ENCRYPTION_KEY: required with PostgreSQL/],
  [{ DATABASE_URL: 'postgres://relay:p@ss/w0rd@db' }, /^DATABASE_URL: must look like postgres:/],
  [{ DATABASE_URL: 'postgres:relay' }, /^DATABASE_URL: must look like postgres:/],
  [{ DATABASE_POOL_SIZE: '1' }, /^DATABASE_POOL_SIZE: must be a whole number from 2 to 1000/],
  [{ DATABASE_URL: 'sqlite::memory:' }, /must be a file/],
  [{ RELAY_ROLE: 'worker' }, /RELAY_ROLE/],
  [{ RELAY_ALLOW_PRIVATE_NETWORKS: '10/8' }, /is not a network/],
  [{ RELAY_ALLOW_PRIVATE_NETWORKS: '10.0.0.1' }, /is not a network/],
  [
    { RELAY_VENDOR_PRIVATE_NETWORKS: 'yes' },
    /"yes" is not a network; write any, none, or networks/,
  ],
  [
    { RELAY_SOURCES: '@invoice-relay/envoice,../mine' },
    /"..\/mine" is a path; install its package with/,
  ],
  [{ RELAY_SOURCES: '/opt/mine' }, /is a path/],
  [{ RELAY_API_KEY: `${'a'.repeat(24)}\r` }, /RELAY_API_KEY: must not begin or end with white/],
])('%o is refused with a reason', (environment, reason) => {
  expect(() => readConfig(environment)).toThrow(reason);
});

test('PostgreSQL, in a role', () => {
  const { database, role } = readConfig({
    DATABASE_URL: 'postgres://relay:p%40ss@db/relay',
    RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    RELAY_ROLE: 'worker',
    DATABASE_LOCK_TIMEOUT_MS: '2000',
  });
  expect(role).toBe('worker');
  expect(database).toEqual({
    kind: 'postgres',
    url: 'postgres://relay:p%40ss@db/relay',
    poolSize: 10,
    lockTimeoutMs: 2_000,
    statementTimeoutMs: 30_000,
    idleInTransactionTimeoutMs: 30_000,
  });
});

test.each([
  'postgres://relay:p@ss/w0rd@db',
  'postgres://relay:hunter2@/',
  'mysql://u:hunter2@db/x',
])('a problem with %s is reported without its value', (DATABASE_URL) => {
  expect(() => readConfig({ DATABASE_URL })).toThrow(/DATABASE_URL/);
  expect(() => readConfig({ DATABASE_URL })).not.toThrow(/w0rd|hunter2/);
});

test.each([
  [{ RELAY_KEEP_EVENTS_DAYS: '30' }, 'RELAY_KEEP_DELIVERIES_DAYS: must not be longer'],
  [{ RELAY_KEEP_DELIVERIES_DAYS: '0' }, 'RELAY_KEEP_DELIVERIES_DAYS: must not be longer'],
  [{ RELAY_SESSION_MINUTES: '0' }, 'RELAY_SESSION_MINUTES: must be a whole number of minutes'],
  [{ RELAY_KEEP_ANSWERS_DAYS: 'a week' }, 'RELAY_KEEP_ANSWERS_DAYS: must be a whole number'],
  [{ RELAY_KEEP_ACTIVITIES_DAYS: '-1' }, 'RELAY_KEEP_ACTIVITIES_DAYS: must be a whole number'],
])('%j is not a valid retention', (environment, problem) => {
  expect(() => readConfig(environment)).toThrow(problem);
});

test('an unlimited retention stays unlimited', () => {
  const { retentionDays } = readConfig({
    RELAY_KEEP_DELIVERIES_DAYS: '0',
    RELAY_KEEP_EVENTS_DAYS: '0',
  });
  expect(retentionDays).toMatchObject({ deliveries: 0, events: 0 });
});

test('commands that only use the tables need no encryption key', () => {
  const environment = { DATABASE_URL: 'postgres://db/relay' };
  expect(readConfig(environment, { sealing: false }).encryptionKey).toBeUndefined();
  expect(() => readConfig(environment)).toThrow(/RELAY_ENCRYPTION_KEY/);
});
