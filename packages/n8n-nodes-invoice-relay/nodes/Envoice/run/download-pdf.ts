import { readTypedYesNo } from '@invoice-relay/core/forms';

import type { ItemResult, ItemRun } from './item-run.ts';

/** The PDF of an invoice as a file of the item. */
export async function downloadPdf(run: ItemRun, id: number): Promise<ItemResult> {
  const { client, parameters, storeFile } = run;
  const { added, values } = parameters;
  const signedVersion = added['signedVersion'];
  const { bytes, fileName, contentType } = await client.invoices.downloadPdf({
    id,
    ...(signedVersion === undefined
      ? {}
      : { signedVersion: readTypedYesNo({ value: signedVersion, field: 'Digitally Signed' }) }),
  });
  const name = named(added['fileName']) ?? fileName ?? `invoice-${id}.pdf`;
  const file = await storeFile({
    bytes,
    fileName: /\.pdf$/i.test(name) ? name : `${name}.pdf`,
    // Its bytes were found to be a PDF, whatever the answer calls them.
    contentType: contentType?.startsWith('application/pdf') ? contentType : 'application/pdf',
  });
  const field = String(values['binaryPropertyName']);
  return { json: { Id: id, fileName: file.fileName ?? name }, binary: { [field]: file } };
}

/** The last part of what people call the file. */
function named(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Nothing of a path: whoever writes the file is not to be led to another folder.
  const name = value.split(/[\\/]/).at(-1)!.trim();
  return /^\.*$/.test(name) ? undefined : name;
}
