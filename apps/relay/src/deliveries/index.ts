export { DeliveriesModule } from './deliveries.module.ts';
export { deliveryId, deliverySeq } from './delivery-id.ts';
