import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import type { Database } from '../../database/database.ts';
import type { QuarantineEntity } from '../../database/entities/quarantine.entity.ts';
import type { IngestConnection } from '../../database/stores/connection-store.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import type { EventLog } from '../log/event-log.ts';
import { TooManyUnconfirmedError } from '../unconfirmed/errors.ts';
import type { UnconfirmedIntake } from '../unconfirmed/unconfirmed-intake.ts';
import { QuarantineReader } from './quarantine-reader.ts';

const source = {
  specificationVersion: 'v1',
  name: 'example',
  webhook: {
    parse: () => [{ id: '1', raw: new Uint8Array(), seenAt: '2026-11-20T10:00:00.000Z' }],
    verify() {
      throw new TypeError('no clue');
    },
  },
} as unknown as AnySource;

const row = {
  id: 'qua_1',
  connectionId: 'con_1',
  source: 'example',
  reason: 'payload_unreadable',
  authentic: true,
  activityId: null,
  headers: '{}',
  body: Buffer.from('{}'),
} as QuarantineEntity;

function reader(options: { readonly mode: 'signature' | 'callback'; readonly fails: Error }) {
  const fail = async () => {
    throw options.fails;
  };
  return new QuarantineReader({
    database: { write: fail } as unknown as Database,
    store: {
      findById: async () => ({ verificationMode: options.mode }) as unknown as IngestConnection,
    },
    sources: new SourceRegistry([source]),
    log: {} as EventLog,
    unconfirmed: { take: fail } as unknown as UnconfirmedIntake,
  });
}

test('a full disk is not blamed on the source', async () => {
  const fails = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  await expect(reader({ mode: 'signature', fails }).read(row)).rejects.toBe(fails);
  await expect(reader({ mode: 'callback', fails }).read(row)).rejects.toBe(fails);
});

test('when too much waits for confirmation, it stays, and says why', async () => {
  const fails = new TooManyUnconfirmedError({ retryAfterSeconds: 60 });
  expect(await reader({ mode: 'callback', fails }).read(row)).toEqual({
    status: 'quarantined',
    problem: { reason: 'payload_unreadable', detail: fails.message },
  });
});

test('it says which part of the source failed', async () => {
  const unverified = { ...row, authentic: false } as QuarantineEntity;
  const reading = reader({ mode: 'signature', fails: new Error('unused') }).read(unverified);
  expect(await reading).toMatchObject({
    problem: { reason: 'source_failed', detail: expect.stringMatching(/verify\(\).*no clue/) },
  });
});
