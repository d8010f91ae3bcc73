import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';

import {
  ApiAnswer,
  ApiProblems,
  listQuerySchema,
  NotIdempotent,
  RequireScope,
} from '../../index.ts';
import type { ListQuery, Page } from '../../index.ts';
import { rotationSchema } from '../rotation/rotation.schemas.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import { SubscriptionTester } from './subscription-tester.ts';
import {
  createSubscriptionSchema,
  subscriptionPageSchema,
  subscriptionViewSchema,
  subscriptionWithSecretSchema,
  testAttemptSchema,
  testSubscriptionSchema,
  updateSubscriptionSchema,
} from './subscriptions.schemas.ts';
import type {
  CreateSubscription,
  SubscriptionView,
  SubscriptionWithSecret,
  TestAttempt,
  TestSubscription,
  UpdateSubscription,
} from './subscriptions.schemas.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

const unknownId = 'No subscription has this id.';
const invalidBody = 'Fields that cannot be taken, every one listed.';

@ApiTags('subscriptions')
@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly tester: SubscriptionTester,
  ) {}

  @Post()
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Subscribe to events',
    description: 'Events from now on are sent to the URL, signed as Standard Webhooks says.',
  })
  @ApiAnswer({
    status: 201,
    description: 'The subscription, with its secret.',
    schema: subscriptionWithSecretSchema,
  })
  @ApiProblems({ 400: invalidBody })
  create(
    @Body({ schema: createSubscriptionSchema }) body: CreateSubscription,
  ): Promise<SubscriptionWithSecret> {
    return this.subscriptions.create(body);
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List subscriptions, oldest first' })
  @ApiAnswer({
    status: 200,
    description: 'A page of subscriptions.',
    schema: subscriptionPageSchema,
  })
  @ApiProblems({ 400: 'The query cannot be taken.' })
  list(@Query({ schema: listQuerySchema }) query: ListQuery): Promise<Page<SubscriptionView>> {
    return this.subscriptions.list(query);
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Show a subscription' })
  @ApiAnswer({ status: 200, description: 'The subscription.', schema: subscriptionViewSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string): Promise<SubscriptionView> {
    return this.subscriptions.get(id);
  }

  @Patch(':id')
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Change, pause or enable a subscription',
    description:
      'What is left out stays as it is. Another choice of events counts for those to come.',
  })
  @ApiAnswer({ status: 200, description: 'The subscription.', schema: subscriptionViewSchema })
  @ApiProblems({ 400: invalidBody, 404: unknownId })
  update(
    @Param('id') id: string,
    @Body({ schema: updateSubscriptionSchema }) body: UpdateSubscription,
  ): Promise<SubscriptionView> {
    return this.subscriptions.update({ id, body });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Delete a subscription',
    description: 'Its pending deliveries are cancelled; past ones stay readable.',
  })
  @ApiAnswer({ status: 204, description: 'It is deleted.' })
  @ApiProblems({ 404: unknownId })
  remove(@Param('id') id: string): Promise<void> {
    return this.subscriptions.remove(id);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiBody({ required: false })
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Make a new secret',
    description: 'Both secrets sign during the overlap: time to give the subscriber the new one.',
  })
  @ApiAnswer({
    status: 200,
    description: 'The subscription, with its new secret.',
    schema: subscriptionWithSecretSchema,
  })
  @ApiProblems({ 400: invalidBody, 404: unknownId })
  rotateSecret(
    @Param('id') id: string,
    @Body({ schema: rotationSchema }) { overlapSeconds }: Rotation,
  ): Promise<SubscriptionWithSecret> {
    return this.subscriptions.rotateSecret({ id, overlapSeconds });
  }

  @Post(':id/test')
  @HttpCode(200)
  @NotIdempotent()
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Send a sample now',
    description:
      'Signed and sent as an event would be, under an id that begins with `evt_test_`; also while the subscription is paused or disabled. Nothing is recorded.',
  })
  @ApiAnswer({
    status: 200,
    description: 'How the attempt went, be it a success or not.',
    schema: testAttemptSchema,
  })
  @ApiProblems({ 400: invalidBody, 404: unknownId })
  test(
    @Param('id') id: string,
    @Body({ schema: testSubscriptionSchema }) { eventType }: TestSubscription,
  ): Promise<TestAttempt> {
    return this.tester.send({ subscriptionId: id, eventType });
  }
}
