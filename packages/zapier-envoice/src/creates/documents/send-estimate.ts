import { estimateRecord, readEstimate } from '../../records/documents.ts';
import { estimateSample } from '../../records/samples.ts';
import { sendToClient } from './send-to-client.ts';
import { estimateSubject } from './subject.ts';

export const sendEstimate = sendToClient({
  key: 'send_estimate',
  subject: estimateSubject,
  model: 'SendEstimationToClientApiModel',
  get: (client, id) => client.exact.estimations.get({ id }),
  send: (client, id, email) => client.estimations.sendToClient({ ...email, EstimationId: id }),
  record: estimateRecord,
  read: readEstimate,
  sample: estimateSample,
});
