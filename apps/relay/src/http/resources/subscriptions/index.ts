export { SubscriptionCancellation } from './subscription-cancellation.ts';
export { SubscriptionExpiry } from './subscription-expiry.ts';
export { SubscriptionsModule } from './subscriptions.module.ts';
