import { eventCatalog, operationalEventTypes } from '@invoice-relay/core/events';
import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { toldByRelay } from './told-by-relay.ts';

const sampleOf = (type: string) =>
  eventCatalog.find((one) => one.type === type)?.sample as RelayEvent;

test.each(operationalEventTypes)('%s has a summary and a link', (type) => {
  const told = toldByRelay(sampleOf(type));
  expect(told?.summary).toMatch(/\.$/);
  expect(told?.href).toMatch(/^\/(?:subscriptions|connections|deliveries)\/\w+$/);
});

test('events from a vendor are not about the relay', () => {
  expect(toldByRelay(sampleOf('invoice.paid'))).toBeUndefined();
});
