import { eventCatalog, operationalEventTypes } from '@invoice-relay/core/events';
import type { RelayEvent } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { operationalTexts } from './operational-texts.ts';

const sampleOf = (type: string) =>
  eventCatalog.find((one) => one.type === type)?.sample as RelayEvent;

test.each(operationalEventTypes)('%s has a summary and a link', (type) => {
  const texts = operationalTexts(sampleOf(type));
  expect(texts?.summary).toMatch(/\.$/);
  expect(texts?.href).toMatch(/^\/(?:subscriptions|connections|deliveries)\/\w+$/);
});

test('events from a vendor are not about the relay', () => {
  expect(operationalTexts(sampleOf('invoice.paid'))).toBeUndefined();
});
