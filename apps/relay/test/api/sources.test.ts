import * as v from 'valibot';
import { expect, test } from 'vitest';

import { exampleSource, openResources } from '../support/resources.ts';
import { sourceView } from '../../src/http/resources/sources/source-view.ts';

test('lists the sources with what a connection must provide', async () => {
  await using relay = await openResources();

  const { json } = await relay.call({ url: '/v1/sources', key: relay.keys.read });

  expect(json).toEqual({
    data: [
      {
        name: 'example',
        title: 'Example',
        credentialsSchema: expect.objectContaining({
          type: 'object',
          required: ['authKey', 'authSecret'],
          additionalProperties: false,
        }),
        settingsSchema: expect.objectContaining({
          properties: { region: { type: 'string', enum: ['eu', 'us'], default: 'eu' } },
        }),
        eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
        setup: { steps: [] },
        capabilities: ['webhook'],
      },
    ],
    next: null,
  });
});

test('names the available capabilities', () => {
  const { webhook: _, ...without } = exampleSource;

  const view = sourceView({
    ...without,
    enrich: async () => null,
    poll: async () => ({ activities: [], cursor: {}, more: false }),
  });

  expect(view.capabilities).toEqual(['poll', 'enrich']);
});

test('describes the input, even where the source transforms it', () => {
  const view = sourceView({
    ...exampleSource,
    settingsSchema: v.object({ since: v.pipe(v.string(), v.transform(Date.parse), v.number()) }),
  });

  expect(view.settingsSchema).toMatchObject({ properties: { since: { type: 'string' } } });
});
