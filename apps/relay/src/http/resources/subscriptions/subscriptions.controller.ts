import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';

import {
  AlsoCheck,
  ApiAnswer,
  ApiProblems,
  CurrentKey,
  cursors,
  listQuery,
  NotIdempotent,
  RequireScope,
} from '../../index.ts';
import type { CallerKey, ListQuery, Page } from '../../index.ts';
import { rotationSchema } from '../rotation/rotation.schemas.ts';
import type { Rotation } from '../rotation/rotation.schemas.ts';
import { SubscriptionTester } from './subscription-tester.ts';
import { SubscriptionChecks } from './subscription-checks.ts';
import { SubscriptionClaims } from './subscription-claims.ts';
import {
  claimedSubscriptionSchema,
  createSubscriptionSchema,
  releaseSchema,
  subscriptionPageSchema,
  subscriptionViewSchema,
  subscriptionWithSecretSchema,
  testAttemptSchema,
  testSubscriptionSchema,
  updateSubscriptionSchema,
} from './subscriptions.schemas.ts';
import type {
  ClaimedSubscription,
  CreateSubscription,
  Release,
  SubscriptionView,
  SubscriptionWithSecret,
  TestAttempt,
  TestSubscription,
  UpdateSubscription,
} from './subscriptions.schemas.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

const unknownId = 'No subscription has this id.';
const tooMany = 'Five secrets that were replaced before are still valid.';
const unreadable =
  'Of what is stored nobody has the encryption key: what has to be set as well, before it can be active.';
const invalidBody = 'Fields that cannot be taken, every one listed.';

@ApiTags('subscriptions')
@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly claims: SubscriptionClaims,
    private readonly tester: SubscriptionTester,
  ) {}

  @Post()
  @AlsoCheck(SubscriptionChecks)
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
    @CurrentKey() key: CallerKey,
  ): Promise<SubscriptionWithSecret> {
    return this.subscriptions.create({ body, key });
  }

  @Post('claim')
  @AlsoCheck(SubscriptionChecks)
  @HttpCode(200)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Claim the subscription of a URL, or make one',
    description:
      'For a subscriber that comes again: the subscription that this key may manage for exactly this URL is taken over, whatever its status. It is changed to what is asked, becomes active, and keeps its secret and all that it has yet to deliver, in order. When there is none, one is made. Safe to repeat.',
  })
  @ApiAnswer({
    status: 200,
    description: 'The subscription, with its secret.',
    schema: claimedSubscriptionSchema,
  })
  @ApiProblems({ 400: invalidBody })
  claim(
    @Body({ schema: createSubscriptionSchema }) body: CreateSubscription,
    @CurrentKey() key: CallerKey,
  ): Promise<ClaimedSubscription> {
    return this.claims.claim({ body, key });
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
  list(
    @Query({ schema: listQuery(cursors.id) }) query: ListQuery,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<SubscriptionView>> {
    return this.subscriptions.list({ query, key });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Show a subscription' })
  @ApiAnswer({ status: 200, description: 'The subscription.', schema: subscriptionViewSchema })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<SubscriptionView> {
    return this.subscriptions.get({ id, key });
  }

  @Patch(':id')
  @AlsoCheck(SubscriptionChecks)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Change, pause or enable a subscription',
    description:
      'What is left out stays as it is. Another choice of events counts for those to come.',
  })
  @ApiAnswer({ status: 200, description: 'The subscription.', schema: subscriptionViewSchema })
  @ApiProblems({ 400: invalidBody, 404: unknownId, 409: unreadable })
  update(
    @Param('id') id: string,
    @Body({ schema: updateSubscriptionSchema }) body: UpdateSubscription,
    @CurrentKey() key: CallerKey,
  ): Promise<SubscriptionView> {
    return this.subscriptions.update({ id, body, key });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Delete a subscription',
    description:
      'Nothing more is sent. Its pending deliveries are cancelled, very many of them within moments; past ones stay readable.',
  })
  @ApiAnswer({ status: 204, description: 'It is deleted.' })
  @ApiProblems({ 404: unknownId })
  remove(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<void> {
    return this.subscriptions.remove({ id, key });
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiBody({ required: false })
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Release a subscription, to be claimed again soon',
    description:
      'Nothing more is delivered. What waits, and what happens from now on, is kept for `restSeconds` (15 minutes unless told) in case its URL is claimed; then it is deleted.',
  })
  @ApiAnswer({ status: 200, description: 'The subscription.', schema: subscriptionViewSchema })
  @ApiProblems({ 400: invalidBody, 404: unknownId })
  release(
    @Param('id') id: string,
    @Body({ schema: releaseSchema }) { restSeconds }: Release,
    @CurrentKey() key: CallerKey,
  ): Promise<SubscriptionView> {
    return this.claims.release({ id, key, restSeconds });
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @ApiBody({ required: false })
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Make a new secret',
    description:
      'The one before signs along during the overlap: time to give the subscriber the new one, unless it is a trigger of ours in n8n or Zapier, which fetches it by a claim. So do those from earlier rotations, each for its own overlap.',
  })
  @ApiAnswer({
    status: 200,
    description: 'The subscription, with its new secret.',
    schema: subscriptionWithSecretSchema,
  })
  @ApiProblems({ 400: invalidBody, 404: unknownId, 409: tooMany })
  rotateSecret(
    @Param('id') id: string,
    @Body({ schema: rotationSchema }) { overlapSeconds }: Rotation,
    @CurrentKey() key: CallerKey,
  ): Promise<SubscriptionWithSecret> {
    return this.subscriptions.rotateSecret({ id, overlapSeconds, key });
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
  async test(
    @Param('id') id: string,
    @Body({ schema: testSubscriptionSchema }) { eventType }: TestSubscription,
    @CurrentKey() key: CallerKey,
  ): Promise<TestAttempt> {
    await this.subscriptions.get({ id, key });
    return this.tester.send({ subscriptionId: id, eventType });
  }
}
