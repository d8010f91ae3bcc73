import { VendorError } from '@invoice-relay/core/errors';
import type { AnySource } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { DatabaseUnreachableError } from '../../database/storage-failure.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import { VendorAccess } from './vendor-access.ts';
import { VendorGate } from './vendor-gate.ts';

const connection = {
  id: 'con_1',
  source: 'played',
  credentials: {},
  settings: {},
  enrich: false,
  facts: null,
};

/** Access to the vendor of a connection, for a source that asks for one URL after another. */
async function open(options: {
  readonly stillLeads?: () => Promise<boolean>;
  readonly findForVendor?: () => Promise<typeof connection>;
}) {
  const { stillLeads = async () => true, findForVendor = async () => connection } = options;
  const sent: string[] = [];
  const access = new VendorAccess({
    connections: { findForVendor },
    sources: new SourceRegistry([{ name: 'played' } as AnySource]),
    gate: new VendorGate({
      clock: new ManualClock(),
      transport: async ({ url }) => {
        sent.push(url);
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
    }),
    leadership: { stillLeads },
  });
  const { signal } = new AbortController();
  const session = await access.open({ connectionId: 'con_1', purpose: 'poll', signal });
  if (session === undefined) throw new Error('The connection has a source.');
  const ask = (url: string) => session.context.transport({ method: 'GET', url });
  return { session, sent, ask };
}

test('only the current leader calls a vendor', async () => {
  let leads = true;
  const { ask, sent } = await open({ stillLeads: async () => leads });
  await ask('first');
  leads = false;
  await expect(ask('second')).rejects.toMatchObject({ code: 'not_leading' });
  expect(sent).toEqual(['first']);
});

describe('what a source throws', () => {
  const unreachable = new VendorError('vendor_unreachable', 'The vendor cannot be reached.');
  const lost = new DatabaseUnreachableError(new Error('terminated'));

  test('is a failure of its vendor, or of the source', async () => {
    const { session, ask } = await open({});
    await ask('first');
    expect(session.failureOf(unreachable)).toBe(unreachable);
    expect(session.failureOf(new TypeError('x'))).toMatchObject({ code: 'vendor_failed' });
  });

  test('is ours if our database failed, until it works again', async () => {
    let works = true;
    const { session, ask, sent } = await open({
      async findForVendor() {
        if (works) return connection;
        throw lost;
      },
    });
    works = false;
    await expect(ask('first')).rejects.toBe(lost);
    expect(session.failureOf(unreachable)).toBe(lost);
    works = true;
    await ask('first');
    expect(sent).toEqual(['first']);
    expect(session.failureOf(unreachable)).toBe(unreachable);
  });

  test('is ours if our database failed for one of several requests at once', async () => {
    let calls = 0;
    const { session, ask } = await open({
      async findForVendor() {
        calls += 1;
        if (calls === 2) throw lost;
        return connection;
      },
    });
    const [first, second] = await Promise.allSettled([ask('first'), ask('second')]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
    expect(session.failureOf(unreachable)).toBe(lost);
    await ask('first');
    expect(session.failureOf(unreachable)).toBe(unreachable);
  });

  test('is ours if it read from our database', async () => {
    const { session } = await open({});
    expect(session.failureOf(lost)).toBe(lost);
  });

  test('is about the connection if that was deleted', async () => {
    let found: typeof connection | undefined = connection;
    const { session, ask } = await open({
      findForVendor: async () => found as typeof connection,
    });
    found = undefined;
    const error: unknown = await ask('first').catch((thrown: unknown) => thrown);
    expect(session.failureOf(error)).toMatchObject({ code: 'vendor_unauthorized' });
  });
});
