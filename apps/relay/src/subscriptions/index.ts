export { SubscriptionStore } from './subscription-store.ts';
export type { ActiveSubscription, SendingSubscription } from './subscription-store.ts';
export { SubscriptionsModule } from './subscriptions.module.ts';
