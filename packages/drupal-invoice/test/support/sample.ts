import { readFileSync } from 'node:fs';

/** The sample of the vendor's own text. */
export const sampleText = ((): string => {
  const url = new URL('../../../../vendor/drupal-invoice/API.txt', import.meta.url);
  const text = readFileSync(url, 'utf8');
  return text.slice(text.indexOf('{'), text.indexOf('\n}') + 2);
})();

/** The same as JavaScript reads it. */
export const sample = JSON.parse(sampleText) as { readonly [member: string]: unknown };
