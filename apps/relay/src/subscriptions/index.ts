export { SubscriptionStore } from './subscription-store.ts';
export { SubscriptionsModule } from './subscriptions.module.ts';
