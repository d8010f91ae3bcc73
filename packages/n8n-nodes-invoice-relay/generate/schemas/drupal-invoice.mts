import { readFileSync } from 'node:fs';

import { readDrupalInvoice, readDrupalList } from '@invoice-relay/drupal-invoice';
import { readSiteFacts } from '@invoice-relay/drupal-invoice/forms';

import { withInvoiceNumbers } from '../../nodes/DrupalInvoice/numbers.ts';
import { invoiceJson, rowJson } from '../../nodes/DrupalInvoice/output.ts';
import { schemaOf } from './output-schema.mts';
import type { OutputSchema } from './output-schema.mts';

const answers = new URL('../../../../vendor/drupal-invoice/answers/', import.meta.url);
const answer = (name: string) => JSON.parse(readFileSync(new URL(name, answers), 'utf8'));

/**
 * Output of each operation with the node's default settings, derived from a response of the real
 * module.
 */
export function drupalInvoiceSchemas(): Readonly<Record<string, OutputSchema>> {
  const facts = readSiteFacts({ currency: 'EUR', timeZone: 'UTC', otherwise: 'UTC' });
  const invoice = readDrupalInvoice(answer('get-paid.json'));
  const [row] = readDrupalList(answer('list-page-of-2.json')) ?? [];
  if (invoice === null || row === undefined)
    throw new Error('The recorded answers are no answers.');
  const whole = schemaOf(
    withInvoiceNumbers(invoiceJson({ invoice, output: { form: 'site', facts } }), false),
  );
  return {
    'invoice/create': whole,
    'invoice/get': whole,
    'invoice/getAll': schemaOf(withInvoiceNumbers(rowJson({ row, isSimple: true }), false)),
    'invoice/getHtml': schemaOf({ id: '1', html: '<html></html>' }),
    'invoice/getPdf': schemaOf({ id: '1', fileName: 'invoice-20260001.pdf', fileSize: 1 }),
    'invoice/update': whole,
  };
}
