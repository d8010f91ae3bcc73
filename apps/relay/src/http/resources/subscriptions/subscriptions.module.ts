import { Module } from '@nestjs/common';

import { SubscriptionCancellation } from './subscription-cancellation.ts';
import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionChanges } from './subscription-changes.ts';
import { SubscriptionClaims } from './subscription-claims.ts';
import { SubscriptionExpiry } from './subscription-expiry.ts';
import { SubscriptionReordering } from './subscription-reordering.ts';
import { SubscriptionTester } from './subscription-tester.ts';
import { SubscriptionViews } from './subscription-view.ts';
import { SubscriptionsController } from './subscriptions.controller.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

@Module({
  controllers: [SubscriptionsController],
  providers: [
    SubscriptionsService,
    SubscriptionCancellation,
    SubscriptionChanges,
    SubscriptionChecks,
    SubscriptionClaims,
    SubscriptionExpiry,
    SubscriptionReordering,
    SubscriptionTester,
    SubscriptionViews,
  ],
  exports: [SubscriptionCancellation, SubscriptionExpiry, SubscriptionReordering],
})
export class SubscriptionsModule {}
