import type { Estimate } from '@invoice-relay/core/models';

import { documentExtensions, toDocument } from './document.ts';
import { estimateStatuses } from './enums.ts';
import { readDate } from './read.ts';
import type { EnvoiceEstimation } from './vendor-models.ts';

/**
 * Converts an estimation, as returned by `estimations.get`, to the canonical model. Works like
 * {@link toInvoice} in everything that the two have in common.
 *
 * @throws {VendorError} `vendor_answer_invalid`
 */
export function toEstimate(estimation: EnvoiceEstimation): Estimate {
  const { common, lines, amounts } = toDocument(estimation);
  const status = estimateStatuses.read(estimation.Status);
  return {
    ...common,
    status,
    issueDate: readDate(estimation.IssuedOn),
    validityEndDate: readDate(estimation.ExpiresOn),
    estimateLines: lines.map(({ line }) => line),
    ...amounts,
    extensions: documentExtensions({
      document: estimation,
      lines,
      amounts,
      mapped: ['ExpiresOn', ...(status === null ? [] : ['Status'])],
    }),
  };
}
