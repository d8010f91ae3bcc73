import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';

test('events of one transaction are ordered by timestamp, to the last digit', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const fractions = ['.1239', '.12355', '.1235', '.1231', '.12301', '.123000001', '.123', ''];
  await relay.append({
    connectionId,
    events: fractions.map((fraction) => ({ timestamp: `2026-11-20T10:00:00${fraction}Z` })),
  });
  const { json } = await relay.call({ method: 'GET', url: '/v1/events' });
  expect(json.data.map(({ timestamp }: { timestamp: string }) => timestamp)).toEqual(
    fractions.toReversed().map((fraction) => `2026-11-20T10:00:00${fraction}Z`),
  );
});

test('events of the same moment stay in the order of their arrival, however it is written', async () => {
  await using relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const timestamps = ['.500Z', '.5Z', '.50Z'].map((end) => `2026-11-20T10:00:00${end}`);
  await relay.append({ connectionId, events: timestamps.map((timestamp) => ({ timestamp })) });
  const { json } = await relay.call({ method: 'GET', url: '/v1/events' });
  expect(json.data.map(({ timestamp }: { timestamp: string }) => timestamp)).toEqual(timestamps);
});
