import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

import {
  AlsoCheck,
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
const tooMany = 'Five replaced secrets are still valid.';
const tooManyOrUnreadable =
  'With a new `secret`: five replaced secrets are still valid. Or some of what is stored cannot be decrypted with any available key: the problem says what to set before it can be active.';
const invalidBody = 'Invalid fields; `errors` lists all of them.';

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
    description: 'Sends events from now on to the URL, signed according to Standard Webhooks.',
  })
  @ApiResponse({
    status: 201,
    description: 'The subscription, with its secret.',
    standardSchema: subscriptionWithSecretSchema,
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
    summary: 'Claim the subscription of a URL, or create one',
    description:
      'For subscribers that come back: takes over the subscription for exactly this URL that this key may manage, whatever its status. It is updated as requested, becomes active, and keeps its secret and everything still to be delivered, in order. If there is none, one is created. Safe to repeat.',
  })
  @ApiResponse({
    status: 200,
    description: 'The subscription, with its secret.',
    standardSchema: claimedSubscriptionSchema,
  })
  @ApiProblems({ 400: invalidBody, 409: tooManyOrUnreadable })
  claim(
    @Body({ schema: createSubscriptionSchema }) body: CreateSubscription,
    @CurrentKey() key: CallerKey,
  ): Promise<ClaimedSubscription> {
    return this.claims.claim({ body, key });
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'List subscriptions, oldest first' })
  @ApiResponse({
    status: 200,
    description: 'A page of subscriptions.',
    standardSchema: subscriptionPageSchema,
  })
  @ApiProblems({ 400: 'The query is invalid.' })
  list(
    @Query({ schema: listQuery(cursors.id) }) query: ListQuery,
    @CurrentKey() key: CallerKey,
  ): Promise<Page<SubscriptionView>> {
    return this.subscriptions.list({ query, key });
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Get a subscription' })
  @ApiResponse({
    status: 200,
    description: 'The subscription.',
    standardSchema: subscriptionViewSchema,
  })
  @ApiProblems({ 404: unknownId })
  get(@Param('id') id: string, @CurrentKey() key: CallerKey): Promise<SubscriptionView> {
    return this.subscriptions.get({ id, key });
  }

  @Patch(':id')
  @AlsoCheck(SubscriptionChecks)
  @RequireScope('subscribe')
  @ApiOperation({
    summary: 'Update, pause or enable a subscription',
    description:
      'Omitted fields stay as they are. A new selection of events applies to future events.',
  })
  @ApiResponse({
    status: 200,
    description: 'The subscription.',
    standardSchema: subscriptionViewSchema,
  })
  @ApiProblems({ 400: invalidBody, 404: unknownId, 409: tooManyOrUnreadable })
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
      'Nothing more is sent. Its pending deliveries are cancelled (if there are very many, within moments); past deliveries stay readable.',
  })
  @ApiResponse({ status: 204, description: 'The subscription was deleted.' })
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
      'Stops deliveries. Pending deliveries and new events are kept for `restSeconds` (15 minutes by default) in case its URL is claimed again; then the subscription is deleted.',
  })
  @ApiResponse({
    status: 200,
    description: 'The subscription.',
    standardSchema: subscriptionViewSchema,
  })
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
    summary: 'Rotate the secret',
    description:
      'During the overlap, requests are signed with the previous secret as well, so that you have time to give the subscriber the new one. Triggers of Invoice Relay in n8n and Zapier fetch it themselves. Secrets from earlier rotations also stay valid, each for its own overlap.',
  })
  @ApiResponse({
    status: 200,
    description: 'The subscription, with its new secret.',
    standardSchema: subscriptionWithSecretSchema,
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
      'Signed and sent like an event, with an id that begins with `evt_test_`; also while the subscription is paused or disabled. Nothing is stored.',
  })
  @ApiResponse({
    status: 200,
    description: 'The result of the attempt, successful or not.',
    standardSchema: testAttemptSchema,
  })
  @ApiProblems({ 400: invalidBody, 404: unknownId, 409: 'What is stored for it cannot be read.' })
  async test(
    @Param('id') id: string,
    @Body({ schema: testSubscriptionSchema }) { eventType }: TestSubscription,
    @CurrentKey() key: CallerKey,
  ): Promise<TestAttempt> {
    await this.subscriptions.get({ id, key });
    return this.tester.send({ subscriptionId: id, eventType });
  }
}
