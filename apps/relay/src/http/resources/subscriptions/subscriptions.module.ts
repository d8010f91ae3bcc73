import { Module } from '@nestjs/common';

import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionStore } from '../../../database/stores/subscription-store.ts';
import { SubscriptionTester } from './subscription-tester.ts';
import { SubscriptionsController } from './subscriptions.controller.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

@Module({
  controllers: [SubscriptionsController],
  providers: [SubscriptionsService, SubscriptionChecks, SubscriptionStore, SubscriptionTester],
  exports: [SubscriptionStore],
})
export class SubscriptionsModule {}
