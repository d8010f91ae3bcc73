import { Module } from '@nestjs/common';

import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionChanges } from './subscription-changes.ts';
import { SubscriptionClaims } from './subscription-claims.ts';
import { SubscriptionExpiry } from './subscription-expiry.ts';
import { SubscriptionStore } from '../../../database/stores/subscription-store.ts';
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
    SubscriptionStore,
    SubscriptionTester,
    SubscriptionViews,
  ],
  exports: [SubscriptionStore, SubscriptionExpiry],
})
export class SubscriptionsModule {}
