export { deliveryId, deliverySeq } from './delivery-id.ts';
export { newId } from './new-id.ts';
