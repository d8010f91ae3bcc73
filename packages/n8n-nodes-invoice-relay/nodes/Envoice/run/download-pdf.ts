import { readTypedYesNo } from '@invoice-relay/core/forms';

import type { ItemResult, ItemRun } from './item-run.ts';

/** Downloads an invoice's PDF into a binary field of the item. */
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
    // The bytes were verified to be a PDF, whatever content type the response declares.
    contentType: contentType?.startsWith('application/pdf') ? contentType : 'application/pdf',
  });
  const field = String(values['binaryPropertyName']);
  return { json: { Id: id, fileName: file.fileName ?? name }, binary: { [field]: file } };
}

/** Returns the file name that the user chose, without any path. */
function named(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Strip the path, so that writing the file cannot be redirected to another folder.
  const name = value.split(/[\\/]/).at(-1)!.trim();
  return /^\.*$/.test(name) ? undefined : name;
}
