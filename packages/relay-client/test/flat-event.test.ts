import { expect, test } from 'vitest';

import { flattenEvent, readEventBody } from '../src/index.ts';
import { event } from './samples.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('puts the members of data next to type and timestamp', () => {
  const { id, ...members } = event.data;
  const { type, timestamp } = event;
  const flat = flattenEvent(event);
  expect(flat).toEqual({ id, type, timestamp, ...members });
  expect(Object.keys(flat).slice(0, 3)).toEqual(['id', 'type', 'timestamp']);
});

test('parses the body of a delivery', () => {
  expect(readEventBody(bytes(JSON.stringify(event)))).toEqual(event);
});

test.each([
  'no JSON',
  'null',
  '[]',
  '{"type":"invoice.paid","timestamp":"2026-11-20T10:00:00Z"}',
  '{"type":"invoice.paid","data":{"id":"evt_1"}}',
  '{"timestamp":"2026-11-20T10:00:00Z","data":{"id":"evt_1"}}',
  '{"type":1,"timestamp":"2026-11-20T10:00:00Z","data":{"id":"evt_1"}}',
  '{"type":"invoice.paid","timestamp":"2026-11-20T10:00:00Z","data":{"id":7}}',
])('%s is not an event', (text) => {
  expect(readEventBody(bytes(text))).toBeUndefined();
});
