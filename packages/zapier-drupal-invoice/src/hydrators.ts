import { openSite } from './account/site.ts';
import { performing } from './performing.ts';

/** The PDF of an invoice, fetched when a later step needs it. */
const invoicePdf = performing(async (run) => {
  const { bytes, fileName } = await openSite(run).client.invoices.pdf({
    id: String(run.input['id']),
  });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return run.z.stashFile(file, bytes.byteLength, fileName, 'application/pdf');
});

export const hydrators = { invoicePdf };
