import { describe, expect, test } from 'vitest';

import { startEnvoiceAccount } from '../support/envoice-account.ts';
import { startTestRelay, until } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { leakedPieces, shareLink } from '../support/share-link.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const message = `Invoice was paid: ${shareLink}`;
const linked = (Id: number, members: object = {}) =>
  activity({ Id, Link: shareLink, Message: message, Attachment: shareLink, ...members });

async function keyOf(relay: TestRelay, scope: string): Promise<string> {
  return (await relay.call('POST', '/v1/api-keys', { name: scope, scopes: [scope] })).body.key;
}

/** The response as text, with a key of its own. */
async function ask(relay: TestRelay, path: string, key: string): Promise<[number, string]> {
  const response = await fetch(`${relay.url}${path}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return [response.status, await response.text()];
}

/** What a stream has sent once the condition holds. */
async function streamed(relay: TestRelay, key: string, isThere: (text: string) => boolean) {
  const abort = new AbortController();
  const response = await fetch(`${relay.url}/v1/stream`, {
    signal: abort.signal,
    headers: { authorization: `Bearer ${key}`, 'last-event-id': '0-0' },
  });
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  await until(() => {
    relay.clock.pass(1_000);
    expect(isThere(text)).toBe(true);
  });
  abort.abort();
  await reading;
  return text;
}

/** Every readable path of the API, with existing ids. */
async function readPaths(relay: TestRelay): Promise<string[]> {
  const { paths } = (await relay.call('GET', '/openapi.json')).body;
  const ids = new Map<string, string>();
  for (const list of ['connections', 'events', 'deliveries', 'subscriptions', 'quarantine']) {
    const [one] = (await relay.call('GET', `/v1/${list}`)).body.data;
    ids.set(list, one.id ?? one.data.id);
  }
  const [{ id: backfill }] = (
    await relay.call('GET', `/v1/connections/${ids.get('connections')}/backfills`)
  ).body.data;
  ids.set('backfills', backfill);
  const [key] = (await relay.call('GET', '/v1/api-keys')).body.data;
  ids.set('api-keys', key.id);
  return Object.keys(paths)
    .filter((path) => 'get' in paths[path] && !path.startsWith('/hooks/') && path !== '/v1/stream')
    .flatMap((path) => {
      const id = ids.get(path.split('/')[2] ?? '');
      if (!path.includes('{')) return [path];
      return id === undefined ? [] : [path.replace(/\{\w+\}/, id)];
    });
}

/** A relay in which everything went wrong that can go wrong with an activity that has a link. */
async function everythingFails() {
  const account = await startEnvoiceAccount();
  const relay = await startTestRelay();
  const stop = relay[Symbol.asyncDispose].bind(relay);
  // It echoes what it received, as some servers do in their errors.
  const subscriber = await startSubscriber(({ body }) => ({
    status: 500,
    headers: { 'x-got': shareLink },
    body,
  }));
  const { id, ingestUrl } = await relay.connect({ credentials: account.credentials, enrich: true });
  await relay.subscribe({ url: subscriber.url });
  // The vendor's errors contain its data.
  account.trouble({
    status: 500,
    body: JSON.stringify({ IsFaulted: true, ErrorMessages: [message] }),
  });
  expect((await relay.post(ingestUrl, signedBody(linked(1)))).status).toBe(200);
  relay.clock.pass(300);
  account.trouble({
    status: 400,
    body: JSON.stringify({ IsFaulted: true, ErrorMessages: [message] }),
  });
  await until(() => {
    relay.clock.pass(1_000);
    expect(subscriber.requests.length).toBeGreaterThan(1);
  });
  account.invoices.set(3971, []);
  await relay.call('POST', `/v1/connections/${id}/backfill`, {});
  // Unreadable requests, signed and unsigned.
  const changed = `{"Signature":"x","Timestamp":"2026-11-20T10:00:01Z","Activity":[${JSON.stringify(linked(2))}]}`;
  expect((await relay.post(ingestUrl, changed)).body).toEqual({ status: 'quarantined' });
  expect(
    (await relay.post(ingestUrl, signedBody(linked(3), { secret: 'of-somebody-else' }))).status,
  ).toBe(200);
  await relay.post(ingestUrl, message);
  await relay.post(ingestUrl, signedBody(JSON.stringify(linked(4)).slice(0, -30)));
  // The link is tried as an ingest URL, as an id and as a body.
  await relay.post(`${relay.url}/hooks/${encodeURIComponent(shareLink)}`, '{}');
  await until(async () => {
    relay.clock.pass(1_000);
    const [backfill] = (await relay.call('GET', `/v1/connections/${id}/backfills`)).body.data;
    expect(backfill.status).toBe('failed');
  });
  return Object.assign(relay, {
    subscriber,
    async [Symbol.asyncDispose]() {
      await stop();
      await subscriber[Symbol.asyncDispose]();
      await account[Symbol.asyncDispose]();
    },
  });
}

describe('a link that opens a document', () => {
  test('appears in no log line, no metric and no response to a read-only key', async () => {
    await using relay = await everythingFails();
    expect(relay.subscriber.requests[0]?.body).toContain(shareLink);
    const key = await keyOf(relay, 'read');
    const paths = await readPaths(relay);
    expect(paths.length).toBeGreaterThan(15);
    const answers = await Promise.all(paths.map((path) => ask(relay, path, key)));
    const leaks = answers.flatMap(([, text], index) =>
      leakedPieces(text).length > 0 ? [paths[index]] : [],
    );
    expect(leaks).toEqual([]);
    const stream = await streamed(relay, key, (text) => text.includes('event: delivery'));
    expect(leakedPieces(stream)).toEqual([]);
    expect(stream).toContain('https://www.envoice.in/invoice/shared?masked');
    const lines = relay.log().split('\n');
    expect(lines.filter((line) => leakedPieces(line).length > 0)).toEqual([]);
    const masked = 'https://www.envoice.in/invoice/shared?masked';
    const maskedIn = paths.filter((_, index) => answers[index]?.[1].includes(masked));
    expect(maskedIn.map((path) => path.replace(/_\w+/, '_…'))).toEqual(
      expect.arrayContaining(['/v1/events', '/v1/events/evt_…', '/v1/deliveries/dlv_…']),
    );
    // The quarantine keeps requests as they came: it is for administrators.
    const byPath = new Map(paths.map((path, index) => [path, answers[index]?.[0]]));
    expect(byPath.get('/v1/quarantine')).toBe(403);
  });
});
