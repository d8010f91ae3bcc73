import { expect, test } from 'vitest';

import type { Activity } from '@invoice-relay/core/source';

import type { Appended } from '../log/arrival.ts';
import type { ReadArrival } from '../log/read-arrival.ts';
import { summarize } from './projected.ts';

function read(activities: readonly string[], connectionId = 'con_1'): ReadArrival {
  const all = activities.map((id): Activity => ({ id, raw: new Uint8Array(), seenAt: '' }));
  const arrival = { connectionId, activities: all };
  return { arrival, connection: { source: 'example' } } as unknown as ReadArrival;
}

test('requests without activities are counted among the others of their connection', () => {
  const duplicate = { events: [], duplicates: 1, quarantined: 0 } as unknown as Appended;
  const { connections } = summarize({
    size: 4,
    durationMs: 1,
    read: [read([]), read(['1']), read([]), read([], 'con_2')],
    appended: [{}, duplicate, {}, {}] as unknown as readonly Appended[],
    setAside: [],
  });
  expect(connections).toMatchObject([
    { connectionId: 'con_1', activityIds: ['1'], duplicates: 1, empty: 2 },
    { connectionId: 'con_2', activityIds: [], duplicates: 0, empty: 1 },
  ]);
});
