import { createSourceOptions } from '@invoice-relay/core/testing';
import type { SourceModule } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import * as envoice from './index.ts';

const sourceModule: SourceModule = envoice;

test('the package is a source plugin', () => {
  const source = sourceModule.createSource(createSourceOptions());
  expect(source).toMatchObject({ specificationVersion: 'v1', name: 'envoice', title: 'Envoice' });
  expect(envoice.createSource).toBe(envoice.createEnvoiceSource);
});

test('it can produce every event of the catalog', () => {
  const { eventTypes } = sourceModule.createSource(createSourceOptions());
  expect(eventTypes).toHaveLength(33);
});

test('an old timestamp is not a reason to refuse: the vendor sends old activities on purpose', () => {
  const { webhook } = envoice.createEnvoiceSource(createSourceOptions());
  expect(webhook.toleranceSeconds).toBeNull();
});
