import { openEnvoice } from './account/client.ts';
import { performing } from './performing.ts';

/** What Zapier passes back when a later step needs the file. */
export type PdfRequest = {
  readonly id: number;
  readonly file_name: string;
  readonly signed_version: boolean;
};

/** Fetches the PDF of an invoice from Envoice, and stores it with Zapier. */
export const downloadInvoicePdf = performing(async (run): Promise<string> => {
  const { id, file_name: fileName, signed_version: signedVersion } = run.input as PdfRequest;
  const { bytes } = await openEnvoice(run).invoices.downloadPdf({
    id,
    ...(signedVersion ? { signedVersion } : {}),
  });
  return run.z.stashFile(Buffer.from(bytes), bytes.length, fileName, 'application/pdf');
});

export const hydrators = { downloadInvoicePdf };
