import { readdirSync, readFileSync } from 'node:fs';

import { jsonValue } from '@invoice-relay/core/json';

import { readDrupalInvoice } from '../../src/model/index.ts';
import type { DrupalInvoice } from '../../src/model/index.ts';

const folder = new URL('../../../../vendor/drupal-invoice/answers/', import.meta.url);

/** What the module itself answered (release 7.x-1.3), with invented people, to the character. */
export function answerText(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** The names of those that begin so, without `.json`. */
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
