import { createHmac } from 'node:crypto';

import { expect, test } from 'vitest';

import { startEnvoiceAccount } from '../support/envoice-account.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { activity, authSecret } from '../support/vendor.ts';
import type { VendorActivity } from '../support/vendor.ts';

const timestamp = '2026-11-20T10:00:01.5Z';
const signature = createHmac('sha256', authSecret).update(timestamp).digest('hex');

/** A webhook whose signature covers only its timestamp, so it fits any activity. */
const weaklySigned = (one: VendorActivity) =>
  `{"Signature":"${signature}","Timestamp":"${timestamp}","Activity":${JSON.stringify(one)}}`;

/** A relay connected to an account that knows activity 1 of invoice 3971. */
async function setUp(connection: object = {}) {
  const account = await startEnvoiceAccount();
  const relay = await startTestRelay();
  const stop = relay[Symbol.asyncDispose].bind(relay);
  account.invoices.set(3971, [{ Id: 1, Type: 'Paid', Message: 'Invoice was paid' }]);
  const { id, ingestUrl } = await relay.connect({
    credentials: account.credentials,
    ...connection,
  });
  return Object.assign(relay, {
    account,
    send: (members: VendorActivity) => relay.post(ingestUrl, weaklySigned(activity(members))),
    verification: async () => (await relay.call('GET', `/v1/connections/${id}`)).body.verification,
    async activityIds(): Promise<string[]> {
      const { data } = (await relay.call('GET', '/v1/events')).body;
      return data.map((event: { data: { activity: { id: string } } }) => event.data.activity.id);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await account[Symbol.asyncDispose]();
    },
  });
}

test('a signature that does not cover the activity counts only together with the API, and the connection is weak', async () => {
  await using relay = await setUp();
  expect(await relay.verification()).toMatchObject({ state: 'waiting' });
  const taken = await relay.send({ Id: 1, Link: null });
  expect([taken.status, taken.body]).toEqual([200, { status: 'unconfirmed' }]);
  await until(async () => expect(await relay.activityIds()).toEqual(['1']));
  expect(await relay.verification()).toMatchObject({
    mode: 'signature',
    state: 'weak',
    scheme: { parts: ['timestamp'] },
  });

  // Anyone who has seen the signature once can send anything with it, so the vendor is asked.
  const forged = await relay.send({ Id: 2, Link: null, Message: 'Pay to another account' });
  expect([forged.status, forged.body]).toEqual([200, { status: 'unconfirmed' }]);
  const before = relay.account.asked.length;
  await until(() => {
    relay.clock.pass(60_000);
    expect(relay.account.asked.length).toBeGreaterThan(before);
  });
  expect(await relay.activityIds()).toEqual(['1']);
  await relay.restart();
  expect(await relay.verification()).toMatchObject({ state: 'weak' });
});

test('a scheme that covers the activity replaces a weak one once it is set', async () => {
  await using relay = await setUp();
  await relay.send({ Id: 1, Link: null });
  await until(async () => expect(await relay.verification()).toMatchObject({ state: 'weak' }));
  const [{ id }] = (await relay.call('GET', '/v1/connections')).body.data;
  const changed = await relay.call('PATCH', `/v1/connections/${id}`, {
    verification: {
      mode: 'signature',
      scheme: {
        digest: 'hmac-sha256',
        key: 'authSecret',
        parts: ['activity'],
        separator: '',
        encoding: 'hex',
      },
    },
  });
  expect(changed.body.verification).toMatchObject({ state: 'pinned' });
  expect((await relay.send({ Id: 3, Link: null })).status).toBe(401);
});
