import { readdirSync, readFileSync } from 'node:fs';

import { jsonValue } from '@invoice-relay/core/json';

import { readDrupalInvoice } from '../../src/model/index.ts';
import type { DrupalInvoice } from '../../src/model/index.ts';

const folder = new URL('../../../../vendor/drupal-invoice/answers/', import.meta.url);

/** The module's own response (release 7.x-1.3), with invented people, character for character. */
export function answerText(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** The names of those with this prefix, without `.json`. */
export function answerNames(start: string): readonly string[] {
  return readdirSync(folder)
    .map((file) => file.replace(/\.json$/, ''))
    .filter((name) => name.startsWith(start));
}

export function answerInvoice(name: string): DrupalInvoice {
  const invoice = readDrupalInvoice(jsonValue(answerText(name)));
  if (invoice === null) throw new Error(`${name} is no invoice.`);
  return invoice;
}
