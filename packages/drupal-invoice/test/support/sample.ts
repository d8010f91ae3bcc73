import { readFileSync } from 'node:fs';

/** The sample from the vendor's documentation. */
const sampleText = ((): string => {
  const url = new URL('../../../../vendor/drupal-invoice/API.txt', import.meta.url);
  const text = readFileSync(url, 'utf8');
  return text.slice(text.indexOf('{'), text.indexOf('\n}') + 2);
})();

/** The same, parsed by JavaScript. */
export const sample = JSON.parse(sampleText) as { readonly [member: string]: unknown };
