import { Module } from '@nestjs/common';

import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionChanges } from './subscription-changes.ts';
import { SubscriptionClaims } from './subscription-claims.ts';
import { SubscriptionExpiry } from './subscription-expiry.ts';
import { SubscriptionTester } from './subscription-tester.ts';
import { SubscriptionViews } from './subscription-view.ts';
import { SubscriptionsController } from './subscriptions.controller.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

@Module({
  controllers: [SubscriptionsController],
  providers: [
    SubscriptionsService,
    SubscriptionChanges,
    SubscriptionChecks,
    SubscriptionClaims,
    SubscriptionExpiry,
    SubscriptionTester,
    SubscriptionViews,
  ],
  exports: [SubscriptionExpiry],
})
export class SubscriptionsModule {}
