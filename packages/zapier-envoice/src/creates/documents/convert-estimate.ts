import { afterWriting } from '../../records/after-writing.ts';
import { idOfCreated, invoiceRecord, readInvoice, recordOrId } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { estimateSubject, readSubject, subjectFields } from './subject.ts';

/** Returns the invoice that the estimate became. */
export const convertEstimate = writeStep({
  key: 'convert_estimate',
  noun: 'Invoice',
  label: 'Convert Estimate to Invoice',
  description: 'Creates an invoice from an estimate, with the same client and line items.',
  inputFields: subjectFields(estimateSubject, {
    helpText: 'The estimate to convert.',
  }),
  sample: invoiceSample,
  async perform({ run, client, lists }) {
    const estimateId = await readSubject({ run, lists }, estimateSubject);
    const made = await haltWhenRefused({
      run,
      ask: () => client.exact.estimations.convert({ id: estimateId }),
      fix: 'Check the estimate in Envoice: a rejected or already converted estimate cannot be converted.',
    });
    const id = idOfCreated(made);
    return afterWriting(
      () => readInvoice({ client, lists }, id),
      recordOrId(id, () => invoiceRecord(made)),
    );
  },
});
