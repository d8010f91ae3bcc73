import { invoiceRecord, readInvoice } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { sendToClient } from './send-to-client.ts';
import { invoiceSubject } from './subject.ts';

export const sendInvoiceToClient = sendToClient({
  key: 'send_invoice_to_client',
  subject: invoiceSubject,
  model: 'SendInvoiceToClientApiModel',
  get: (client, id) => client.exact.invoices.get({ id }),
  send: (client, id, email) => client.invoices.sendToClient({ ...email, InvoiceId: id }),
  record: invoiceRecord,
  read: readInvoice,
  sample: invoiceSample,
});
