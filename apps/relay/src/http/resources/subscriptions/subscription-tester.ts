import { randomBytes } from 'node:crypto';

import { findEventType } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';
import { signStandardWebhook } from '@invoice-relay/core/signature';
import { Inject, Injectable } from '@nestjs/common';

import { conflict, notFound } from '../../index.ts';
import { CLOCK, DELIVERY_SENDER } from '../../../shared/tokens.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import type { DeliverySender } from '../../../pipeline/send/sender.ts';
import { SubscriberStore } from '../../../database/stores/subscriber-store.ts';
import type { TestAttempt } from './subscriptions.schemas.ts';

/** Sends samples to subscribers, so that they can be tried before anything happens. */
@Injectable()
export class SubscriptionTester {
  constructor(
    private readonly subscribers: SubscriberStore,
    @Inject(DELIVERY_SENDER) private readonly sender: DeliverySender,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends the sample of an event type once, now, whatever the subscription's status. Nothing is
   * recorded.
   *
   * @throws {ProblemError} 404, or 409 if what is stored for it cannot be read
   */
  async send(options: {
    readonly subscriptionId: string;
    readonly eventType: EventType;
  }): Promise<TestAttempt> {
    const { subscriptionId, eventType } = options;
    const found = await this.subscribers.load([subscriptionId]);
    const subscription = found.get(subscriptionId);
    if (subscription === undefined) throw notFound('subscription', subscriptionId);
    if ('damage' in subscription) throw conflict('subscription_damaged', subscription.damage);
    const { id, body } = testEvent(eventType);
    const signature = signStandardWebhook({
      id,
      timestamp: Math.floor(this.clock.now() / 1000),
      body,
      secrets: subscription.secrets,
    });
    const { status, durationMs, error, response } = await this.sender.send({
      url: subscription.url,
      headers: { 'content-type': 'application/json', ...subscription.headers, ...signature },
      body,
      expect: subscription.expect,
    });
    return { status, durationMs, error, response };
  }
}

/** The sample with an id of its own: subscribers skip ids that they have seen. */
function testEvent(eventType: EventType): { readonly id: string; readonly body: string } {
  const { sample } = findEventType(eventType);
  const id = `evt_test_${randomBytes(16).toString('hex')}`;
  return { id, body: JSON.stringify({ ...sample, data: { ...sample.data, id } }) };
}
