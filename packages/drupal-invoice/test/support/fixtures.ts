import { readFileSync } from 'node:fs';

import type { JsonValue } from '@invoice-relay/core/models';

import { readDrupalInvoice } from '../../src/model/index.ts';
import type { DrupalInvoice } from '../../src/model/index.ts';

/** A fixture to the character. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8');
}

/** The invoice of the vendor's text, as the client would read it. */
export function sampleInvoice(
  change: { readonly [member: string]: JsonValue } = {},
): DrupalInvoice {
  return invoiceOf({ ...(JSON.parse(fixtureText('sample')) as object), ...change });
}

export function invoiceOf(members: { readonly [member: string]: JsonValue }): DrupalInvoice {
  const invoice = readDrupalInvoice(members);
  if (invoice === null) throw new Error('This is no invoice.');
  return invoice;
}
