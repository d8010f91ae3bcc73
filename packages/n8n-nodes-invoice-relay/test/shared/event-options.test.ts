import { eventTypeInfo, eventTypePatterns } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { eventOptions } from '../../nodes/shared/event-options.ts';

test('every event is there, and every kind of events, the paid invoice first', () => {
  expect(eventOptions.map(({ value }) => value).toSorted()).toEqual(eventTypePatterns.toSorted());
  expect(eventOptions[0]?.value).toBe('invoice.paid');
});

test('events are in the words of the catalog, each with an entry of its own in the panel of nodes', () => {
  for (const { name, value, description } of eventOptions) {
    const info = eventTypeInfo[value as EventType] as
      | { title: string; description: string }
      | undefined;
    if (info === undefined) continue;
    expect({ name, description: `${description}.` }).toEqual({
      name: info.title,
      description: info.description,
    });
  }
  expect(new Set(eventOptions.map(({ action }) => action)).size).toBe(eventOptions.length);
});
