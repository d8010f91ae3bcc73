export { SubscriptionExpiry } from './subscription-expiry.ts';
export { SubscriptionStore } from '../../../database/stores/subscription-store.ts';
export { SubscriptionsModule } from './subscriptions.module.ts';
