import { createAccountLists } from '@invoice-relay/envoice/forms';
import { foundBy, outputFieldsOf, readSwitch } from '@invoice-relay/zapier-kit';

import { requiredId } from '../form/required-id.ts';
import { downloadInvoicePdf } from '../hydrators.ts';
import type { PdfRequest } from '../hydrators.ts';
import { listField } from '../lists/list-field.ts';
import { searchFor } from './search.ts';

const sample = {
  id: '3971',
  number: 'INV-0001',
  file: 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/invoice.pdf',
  file_name: 'INV-0001.pdf',
};

export const getInvoicePdf = searchFor({
  key: 'get_invoice_pdf',
  noun: 'Invoice PDF',
  label: 'Get Invoice PDF',
  description: 'Gets the PDF of an invoice as a file, for steps that attach or save it.',
  isAnyNeeded: false,
  inputFields: [
    {
      key: 'invoice_id',
      label: 'Invoice',
      required: true,
      helpText: 'Pick the invoice, or map its number or ID from an earlier step.',
      ...listField('invoice'),
    },
    {
      key: 'signed_version',
      label: 'Digitally Signed',
      type: 'boolean',
      required: false,
      helpText: 'Whether to get the PDF with the digital signature, for invoices that have one.',
    },
  ],
  async find({ run, client }) {
    const id = await requiredId({
      input: run.input,
      lists: createAccountLists(client),
      key: 'invoice_id',
      list: 'invoice',
      field: 'Invoice',
      fix: 'Pick the invoice, or map the ID from an earlier step.',
    });
    const isSigned = readSwitch(run.input['signed_version'], 'Digitally Signed');
    const found = await foundBy(() => client.invoices.get({ id }));
    return found.map(({ Number }) => {
      const fileName = fileNameOf(Number, id);
      const request: PdfRequest = { id, file_name: fileName, signed_version: isSigned };
      return {
        id: String(id),
        number: Number ?? null,
        // Only fetched when a later step needs it.
        file: run.z.dehydrateFile(downloadInvoicePdf, request),
        file_name: fileName,
      };
    });
  },
  sample,
  outputFields: outputFieldsOf(sample, { file: { label: 'PDF', type: 'file' } }),
});

/** A number may contain characters that a file name cannot: `2026/0042`. */
function fileNameOf(number: string | null | undefined, id: number): string {
  const name = (number ?? '')
    .replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-')
    .replaceAll(/^[-. ]+|[-. ]+$/g, '');
  return `${name || `invoice-${id}`}.pdf`;
}
