import { eventCatalog, operationalEventTypes } from '@invoice-relay/core/events';
import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { toldByRelay } from './told-by-relay.ts';

const sampleOf = (type: string) =>
  eventCatalog.find((one) => one.type === type)?.sample as RelayEvent;

test.each(operationalEventTypes)('%s says what happened, and where to look', (type) => {
  const told = toldByRelay(sampleOf(type));
  expect(told?.summary).toMatch(/\.$/);
  expect(told?.href).toMatch(/^\/(?:subscriptions|connections|deliveries)\/\w+$/);
});

test('what a vendor told is not told by the relay', () => {
  expect(toldByRelay(sampleOf('invoice.paid'))).toBeUndefined();
});
