export { SubscriberStore } from '../../../database/stores/subscriber-store.ts';
export { SubscriptionExpiry } from './subscription-expiry.ts';
export { SubscriptionsModule } from './subscriptions.module.ts';
