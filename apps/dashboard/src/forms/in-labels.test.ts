import { expect, test } from 'vitest';

import { inLabels } from './in-labels.ts';

const text = { type: 'string' };
const source = {
  credentialsSchema: {
    type: 'object',
    properties: {
      baseUrl: { ...text, title: 'Base URL' },
      authKey: text,
      auth: {
        title: 'Authentication',
        oneOf: [
          { type: 'object', properties: { username: { ...text, title: 'User name' } } },
          { type: 'object', properties: { header: { properties: { name: text } } } },
        ],
      },
    },
  },
  settingsSchema: {
    type: 'object',
    properties: { page: { type: 'object', properties: { size: { ...text, title: 'Page size' } } } },
  },
};

test.each([
  ['Check baseUrl, and that the site is up.', 'Check Base URL, and that the site is up.'],
  ['Check the spelling of baseUrl.', 'Check the spelling of Base URL.'],
  ['authKey is empty', 'Auth key is empty'],
  ['auth.username is empty', 'User name is empty'],
  ['page.size must be a number.', 'Page size must be a number.'],
  // Ordinary words, other identifiers, and URLs are not replaced.
  ['A user name goes into auth.', 'A user name goes into auth.'],
  ['oldBaseUrl and baseUrls', 'oldBaseUrl and baseUrls'],
  ['No answer from https://a.example/baseUrl?x', 'No answer from https://a.example/baseUrl?x'],
  ['Refused. The vendor says: baseUrl', 'Refused. The vendor says: baseUrl'],
])('%s', (said, shown) => {
  expect(inLabels(said, source)).toBe(shown);
});

test('leaves messages unchanged if the source is unknown', () => {
  expect(inLabels('Check baseUrl.', undefined)).toBe('Check baseUrl.');
});
