import type { EnvoiceResponse } from '@invoice-relay/envoice';

import { readEstimate } from '../records/documents.ts';
import { estimateSample } from '../records/samples.ts';
import { clientFilter, documentSearch, statusFilter } from './find-document.ts';
import { numberFilter } from './number-filter.ts';

export const findEstimate = documentSearch<EnvoiceResponse<'EstimationDetailsApiModel'>>({
  key: 'find_estimate',
  noun: 'Estimate',
  description:
    'Finds an estimate by its number or ID, or the newest ones by client or status, with line items and link.',
  list: 'estimation',
  idKey: 'estimate_id',
  filters: [
    numberFilter({ noun: 'Estimate', example: 'EST-0007' }),
    clientFilter('Estimate'),
    statusFilter({ noun: 'Estimate', model: 'EstimationDetailsApiModel' }),
  ],
  load: (client) => (page) => client.estimations.list(page),
  get: (client, id) => client.estimations.get({ id }),
  read: readEstimate,
  sample: estimateSample,
});
