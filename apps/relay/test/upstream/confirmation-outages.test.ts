import { describe, expect, test } from 'vitest';

import { hours, minutes, seconds } from '../../src/shared/clock/durations.ts';
import { startConfirmingVendor, webhookOf } from '../support/confirming-vendor.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { eventIds, metric, verificationOf, waiting } from '../support/unconfirmed.ts';

describe('an outage of the vendor', () => {
  test.each([
    ['it fails', { status: 503 }, 'unreachable'],
    ['it answers with a refusal of the credentials', { status: 401 }, 'unauthorized'],
    ['it is asked too often', { status: 429, headers: { 'retry-after': '30' } }, 'unreachable'],
  ])('delays and never drops: %s', async (_, trouble, state) => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    vendor.trouble(() => trouble);
    await relay.post(ingestUrl, vendor.happens('7', '1'));
    await until(async () => expect((await verificationOf(relay, id)).state).toBe(state));
    for (let hour = 0; hour < 48; hour += 1) relay.clock.pass(hours);
    await relay.restart();
    await until(async () => expect((await verificationOf(relay, id)).state).toBe(state));
    expect(await metric(relay, waiting)).toBe(1);

    vendor.trouble(undefined);
    await until(async () => {
      relay.clock.pass(minutes);
      expect(await eventIds(relay)).toEqual(['1']);
    });
    await until(async () => expect((await verificationOf(relay, id)).state).toBe('asking'));
  });

  test('is over at once when the credentials are fixed', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    const refused = { status: 401, headers: { 'retry-after': '3000' } };
    vendor.trouble((_, key) => (key === 'right' ? refused : undefined));
    await relay.post(ingestUrl, vendor.happens('7', '1'));
    await until(async () => expect((await verificationOf(relay, id)).state).toBe('unauthorized'));
    const { credentials } = vendor.connection as { credentials: object };
    await relay.call('PATCH', `/v1/connections/${id}`, {
      credentials: { ...credentials, key: 'better' },
    });
    let skipped = 0;
    await until(async () => {
      if (skipped < 30) relay.clock.pass(seconds);
      skipped += 1;
      expect(await eventIds(relay)).toEqual(['1']);
    });
  });

  test('leaves a vendor alone for as long as it says', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    vendor.trouble(() => ({ status: 429, headers: { 'retry-after': '50' } }));
    await relay.post(ingestUrl, vendor.happens('7', '1'));
    await until(async () => expect((await verificationOf(relay, id)).state).toBe('unreachable'));
    relay.clock.pass(45 * seconds);
    await relay.post(ingestUrl, vendor.happens('8', '2'));
    await relay.call('GET', '/v1/events');
    expect(vendor.asked).toEqual(['7']);
    vendor.trouble(undefined);
    await until(async () => {
      relay.clock.pass(seconds);
      expect(await eventIds(relay)).toEqual(['1', '2']);
    });
  });

  test.each([
    ['rejects the credentials', { status: 401 }, 0],
    // The gate to the vendor opens again after a minute.
    ['wants to be left alone', { status: 429, headers: { 'retry-after': '600' } }, 61 * seconds],
  ])('causes no requests about what arrives meanwhile: it %s', async (_, trouble, passed) => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    vendor.trouble(() => trouble);
    await relay.post(ingestUrl, vendor.happens('1', '1'));
    await until(async () => expect((await verificationOf(relay, id)).state).not.toBe('asking'));
    relay.clock.pass(passed);
    const ids = ['1', '2', '3', '4', '5'];
    for (const next of ids.slice(1)) {
      await relay.post(ingestUrl, vendor.happens(next, next));
      await relay.call('GET', '/v1/events');
    }
    vendor.trouble(undefined);
    await until(async () => {
      relay.clock.pass(minutes);
      expect((await eventIds(relay)).toSorted()).toEqual(ids);
    });
    // Each is asked about once, and the first one when the trouble showed.
    expect(vendor.asked).toHaveLength(1 + ids.length);
  });

  test('is not assumed when the vendor fails at one document and responds about others', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id, ingestUrl } = await relay.connect(vendor.connection);
    vendor.trouble((invoice) => (invoice === 'poison' ? { status: 500 } : undefined));
    await relay.post(ingestUrl, webhookOf('poison', '1'));
    await until(async () => expect((await verificationOf(relay, id)).state).toBe('unreachable'));
    await relay.post(ingestUrl, vendor.happens('7', '2'));
    await until(async () => {
      relay.clock.pass(6 * seconds);
      expect(await eventIds(relay)).toEqual(['2']);
    });
    expect(await metric(relay, waiting)).toBe(1);
  });
});
