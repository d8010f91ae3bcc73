import * as v from 'valibot';
import { expect, test } from 'vitest';

import { createExampleSource } from '../testing/example-source.ts';
import { sourceProblems } from './source-problems.ts';

const source = createExampleSource();

test('a source has no problems', () => {
  expect(sourceProblems(source)).toEqual([]);
  expect(
    sourceProblems({
      ...source,
      startFromSchema: v.picklist(['now', 'beginning']),
      credentialsSchema: v.variant('kind', [v.object({ kind: v.literal('key') })]),
      settingsSchema: v.optional(v.pipe(v.looseObject({}), v.readonly()), {}),
      setup: { steps: ['Open the settings.', 'Paste the URL.'] },
      webhook: { ...source.webhook, toleranceSeconds: 0 },
    }),
  ).toEqual([]);
});

test.each<[string, unknown, string]>([
  [
    'a promise',
    Promise.resolve(source),
    'createSource returned a promise: it must return the source',
  ],
  ['nothing', undefined, 'createSource returned nothing where the source is expected'],
  ['another version', { ...source, specificationVersion: 'v2' }, '"v2"; it must be "v1"'],
  ['no version', { ...source, specificationVersion: undefined }, 'nothing; it must be "v1"'],
  ['a name with capitals', { ...source, name: 'Example' }, 'name must be lower case'],
  ['no title', { ...source, title: undefined }, 'title must be a human-readable name'],
  ['an empty title', { ...source, title: ' ' }, 'title must be a human-readable name'],
  ['no schema', { ...source, credentialsSchema: undefined }, 'credentialsSchema is missing'],
  [
    'a schema of another library',
    { ...source, settingsSchema: { parse() {} } },
    'settingsSchema is an object; it must be a valibot',
  ],
  [
    'a starting point without a schema',
    { ...source, startFromSchema: { kind: 'schema' } },
    'startFromSchema is an object; it must be a valibot',
  ],
  [
    'an async schema',
    { ...source, settingsSchema: v.objectAsync({}) },
    'settingsSchema is an async schema',
  ],
  [
    'credentials that are one text',
    { ...source, credentialsSchema: v.pipe(v.string(), v.nonEmpty()) },
    'credentialsSchema is a schema of type "string"; it must be one of an object',
  ],
  [
    'settings that are a list',
    { ...source, settingsSchema: v.array(v.string()) },
    'settingsSchema is a schema of type "array"; it must be one of an object',
  ],
  [
    'event types that are not an array',
    { ...source, eventTypes: 'invoice.paid' },
    'eventTypes is a string',
  ],
  [
    'a misspelt event type',
    { ...source, eventTypes: ['invoice.payed', 'activity.unknown'] },
    '"invoice.payed" is not in the catalog. Did you mean "invoice.paid"?',
  ],
  [
    'an event type that may be a text of the vendor',
    { ...source, eventTypes: ['Invoice 7 of Example BV', 'activity.unknown'] },
    "An event type is a string; it must be one of the catalog's event types.",
  ],
  [
    'an event type of the relay',
    { ...source, eventTypes: ['relay.delivery.dead', 'activity.unknown'] },
    '"relay.delivery.dead" is not in the catalog.',
  ],
  [
    'an event type twice',
    { ...source, eventTypes: ['activity.unknown', 'activity.unknown'] },
    'a type twice',
  ],
  [
    'no activity.unknown',
    { ...source, eventTypes: ['invoice.paid'] },
    'must list "activity.unknown"',
  ],
  [
    'no normalize',
    { ...source, normalize: undefined },
    'normalize is missing; it must be a function',
  ],
  [
    'an async normalize',
    { ...source, normalize: async () => [] },
    'normalize is "async"; it must return synchronously',
  ],
  [
    'a poll that is not a function',
    { ...source, poll: {} },
    'poll is an object; it must be a function',
  ],
  [
    'a webhook without verify',
    { ...source, webhook: { ...source.webhook, verify: undefined } },
    'webhook.verify is missing',
  ],
  [
    'a webhook with an async parse',
    { ...source, webhook: { ...source.webhook, parse: async () => [] } },
    'webhook.parse is "async"',
  ],
  [
    'a webhook without a tolerance',
    { ...source, webhook: { ...source.webhook, toleranceSeconds: undefined } },
    'webhook.toleranceSeconds is missing',
  ],
  [
    'a webhook with a tolerance below zero',
    { ...source, webhook: { ...source.webhook, toleranceSeconds: -1 } },
    'webhook.toleranceSeconds is a number; it must be',
  ],
  ['a webhook that is not one', { ...source, webhook: true }, 'webhook is a boolean'],
  [
    'steps that are not strings',
    { ...source, setup: { steps: ['Open the settings.', 1] } },
    'setup must be { steps: […] }',
  ],
  [
    'steps that are one text',
    { ...source, setup: { steps: 'Open' } },
    'setup must be { steps: […] }',
  ],
])('%s is reported in one sentence', (_, broken, sentence) => {
  const problems = sourceProblems(broken);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(sentence);
});

test('reports every problem, not only the first', () => {
  expect(sourceProblems({ specificationVersion: 'v1' })).toHaveLength(6);
});
