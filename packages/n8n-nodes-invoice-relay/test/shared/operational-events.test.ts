import { findEventType, operationalEventTypes } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { eventOptions, sourceEventOptions } from '../../nodes/shared/event-options.ts';
import { eventJson } from '../../nodes/shared/event-output.ts';
import { sampleType } from '../../nodes/shared/sample-type.ts';

test.each(operationalEventTypes)('%s comes out with what happened and what to do', (type) => {
  const { sample } = findEventType(type);
  const { id, connectionId, attributes } = sample.data;
  expect(eventJson(sample, { simplified: true, numbers: true })).toEqual({
    id,
    type,
    timestamp: sample.timestamp,
    connectionId,
    ...attributes,
  });
  expect(eventJson(sample, { simplified: false, numbers: true })).toMatchObject({
    id,
    type,
    source: 'relay',
    attributes,
    activity: null,
  });
});

test('they are offered where a relay is behind the node, and a sample of them is shown first', () => {
  const offered = new Set(eventOptions.map(({ value }) => value));
  for (const type of operationalEventTypes) {
    expect(offered.has(type)).toBe(true);
    expect(sampleType([type])).toBe(type);
  }
  expect(sampleType(['relay.*'])).toBe('relay.subscription.failing');
  expect(sourceEventOptions.filter(({ value }) => String(value).startsWith('relay'))).toEqual([]);
});
