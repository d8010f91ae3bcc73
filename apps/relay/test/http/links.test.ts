import { describe, expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import { bytesFor, eventFor, textFor } from '../../src/http/authorization/links.ts';

const token = 'Zk3'.repeat(40);
const link = `https://vendor.example/shared?token=${token}`;
const raw = Buffer.from(JSON.stringify({ Id: 1, Link: link, Message: `Voilà: ${link}` }));
const activity = { id: '1', type: '99', message: `See ${link}`, link, createdAt: null };

/** An event with a link in every place that can have one. */
async function openLog() {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const [eventId] = await relay.append({
    connectionId,
    events: [{ attributes: { Link: link }, activity }],
    raw,
  });
  return Object.assign(relay, { eventId });
}

describe('a vendor link', () => {
  test.each([
    ['a page of events', () => '/v1/events'],
    ['an event', (id: string) => `/v1/events/${id}`],
    ['an activity', (id: string) => `/v1/events/${id}/activity`],
  ])('is masked in %s for a key that only reads', async (_, urlOf) => {
    await using relay = await openLog();
    const url = urlOf(String(relay.eventId));

    const read = await relay.call({ url, key: relay.keys.read });
    expect(read.status).toBe(200);
    expect(read.text).not.toContain(token);
    expect(read.text).toContain('https://vendor.example/shared?masked');
    expect(() => read.json as unknown).not.toThrow();

    for (const key of [relay.keys.subscribe, relay.keys.admin]) {
      expect((await relay.call({ url, key })).text).toContain(token);
    }
    expect(relay.log.join('')).not.toContain(token);
  });
});

describe('the output for a read-only key', () => {
  const key = { id: 'key_1', scopes: ['read'] } as const;

  test('contains no token in a response, an event or bytes', () => {
    expect(textFor(key, `You sent ${link}`)).toBe('You sent https://vendor.example/shared?masked');
    expect(eventFor(key, JSON.stringify({ a: [link] }))).not.toContain(token);
    const bytes = Buffer.concat([Buffer.from([0, 255, 60]), Buffer.from(` ${link}`)]);
    const told = Buffer.from(bytesFor(key, bytes));
    expect(told.includes(token)).toBe(false);
    expect([...told.subarray(0, 3)]).toEqual([0, 255, 60]);
  });

  test('is unchanged without links', () => {
    const bytes = Buffer.from('{"Id" : 1.10, "Message":"café"}\n');
    expect(Buffer.from(bytesFor(key, bytes)).equals(bytes)).toBe(true);
  });
});
