import { expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';

/** Calls with several faults, some of which only a list, a source or the clock can detect. */
const calls: readonly (readonly [string, string, object | undefined, readonly string[]])[] = [
  ...[
    'connections',
    'subscriptions',
    'deliveries',
    'events',
    'replays',
    'quarantine',
    'api-keys',
    'connections/con_1/backfills',
  ].map(
    (list) =>
      [
        'GET',
        // The cursor of another list, for every list.
        `/v1/${list}?limit=0&after=${Buffer.from('[true]').toString('base64url')}`,
        undefined,
        ['after', 'limit'],
      ] as const,
  ),
  ['GET', '/v1/stream?feeds=nothing&lastEventId=x', undefined, ['feeds.0', 'lastEventId']],
  ['GET', '/v1/event-types?sources=nonsense&view=all', undefined, ['sources', 'view']],
  [
    'POST',
    '/v1/replays',
    { subscriptionId: 1, from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    ['subscriptionId', 'to'],
  ],
  [
    'POST',
    '/v1/signature-detections',
    { payload: '', source: 'nonsense' },
    ['credentials', 'payload', 'source'],
  ],
  ['POST', '/v1/signature-detections', { payload: 1 }, ['credentials', 'payload', 'source']],
  [
    'POST',
    '/v1/signature-detections',
    { payload: 'no webhook', source: 'envoice', credentials: { authKey: '' } },
    ['credentials.authKey', 'credentials.authSecret', 'payload'],
  ],
  [
    'POST',
    '/v1/connections',
    { source: 'envoice', name: '', verification: { mode: 'token', scheme: 'odd' } },
    ['credentials', 'name', 'verification.scheme'],
  ],
];

test('a response lists every problem of a call', async () => {
  await using relay = await startTestRelay();
  for (const [method, path, body, expected] of calls) {
    const answer = await relay.call(method, path, body);
    expect([path, answer.status]).toEqual([path, 400]);
    const paths: string[] = answer.body.errors.map((error: { path: string }) => error.path);
    expect([path, [...new Set(paths)].toSorted()]).toEqual([path, expected]);
  }
  const { id } = await relay.connect();
  const later = new Date(relay.clock.now() + 86_400_000).toISOString();
  const path = `/v1/connections/${id}/backfill`;
  const answer = await relay.call('POST', path, { from: later, planet: 1 });
  const paths = answer.body.errors.map((error: { path: string }) => error.path);
  expect(paths.toSorted()).toEqual(['from', 'planet']);
});
