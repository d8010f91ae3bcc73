import { readFileSync } from 'node:fs';

import type { JsonValue } from '@invoice-relay/core/models';

import { readDrupalInvoice } from '../../src/model/index.ts';
import type { DrupalInvoice } from '../../src/model/index.ts';
import { sample } from './sample.ts';

/** The text of a fixture, character for character. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8');
}

/** The invoice of the vendor's documentation as a site would return it, with changes. */
export function sampleInvoice(
  change: { readonly [member: string]: JsonValue } = {},
): DrupalInvoice {
  return invoiceOf({ ...(sample as { readonly [member: string]: JsonValue }), ...change });
}

/** An invoice with these members, with the id 7 and no items by default. */
export function invoiceOf(members: { readonly [member: string]: JsonValue }): DrupalInvoice {
  const invoice = readDrupalInvoice({ id: 7, items: [], ...members });
  if (invoice === null) throw new Error('This is no invoice.');
  return invoice;
}
