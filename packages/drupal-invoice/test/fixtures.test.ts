import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { fixtureText } from './support/fixtures.ts';

test('the sample is that of the vendor, to the character', () => {
  const file = new URL('../../../vendor/drupal-invoice/API.txt', import.meta.url);
  expect(readFileSync(file, 'utf8')).toContain(`POST or PUT body\n\n${fixtureText('sample')}`);
});
