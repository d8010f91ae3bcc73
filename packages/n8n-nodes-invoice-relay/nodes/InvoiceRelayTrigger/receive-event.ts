import { SignatureError } from '@invoice-relay/core/errors';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import { readEventBody } from '@invoice-relay/relay-client';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { eventJson } from '../shared/event-output.ts';
import { readEventOutput } from '../shared/event-parameters.ts';
import {
  onResponded,
  rawRequest,
  respond,
  respondWhileStopping,
  runWorkflow,
} from '../shared/receive.ts';
import { openSeenIds } from '../shared/seen-ids.ts';
import { keepState, readState } from './subscription.ts';
import { verifyDelivery } from './verify-delivery.ts';

/** The relay retries only unacknowledged deliveries, so a duplicate is always recent. */
const rememberedIds = 1_000;

/** Handles a delivery from the relay: verifies it and runs the workflow once. */
export async function receiveEvent(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const stopping = respondWhileStopping(context);
  if (stopping !== undefined) return stopping;
  const staticData = context.getWorkflowStaticData('node');
  const state = readState(staticData);
  if (state === undefined) {
    return respond(context, {
      status: 503,
      code: 'no_subscription',
      message:
        'This workflow has no subscription yet. If this persists, unpublish (deactivate) and publish (activate) it in n8n.',
      retryAfterSeconds: 5,
    });
  }
  const request = await rawRequest(context);
  const now = Date.now();
  const { id: workflowId } = context.getWorkflow();
  const key = `${workflowId ?? ''}/${context.getNode().id}`;
  const verified = await verifyDelivery(context, { request, state, key, now });
  if (verified instanceof SignatureError) {
    const { code, message } = verified;
    return respond(context, { status: 401, code, message });
  }
  const event = readEventBody(request.body);
  if (event === undefined) {
    return respond(context, {
      status: 400,
      code: 'payload_invalid',
      message: 'The body is not an event from a relay: {type, timestamp, data}.',
    });
  }
  const output = readEventOutput({
    node: context.getNode(),
    parameter: (name, otherwise) => context.getNodeParameter(name, otherwise as string),
  });
  const items = [{ json: eventJson(event, output) }];
  const skips = readTypedYesNo({
    value: context.getNodeParameter('options.skipDuplicates', true),
    field: 'Skip Duplicates',
  });
  // A test in the editor expects one event, whether or not it was seen before.
  if (context.getMode() === 'manual') return { workflowData: [items] };

  const { id, secret } = verified;
  const keepSecret = () => {
    if (secret !== state.secret) keepState(staticData, { ...state, secret });
  };
  if (!skips) return runWorkflow(items, keepSecret);
  const seen = openSeenIds({ key, staticData, limit: rememberedIds, now });
  switch (seen.stateOf(id)) {
    case 'done':
      return respond(context, { status: 200 });
    case 'running':
      return respond(context, {
        status: 503,
        code: 'running',
        message: 'This event is already being processed by another request.',
        retryAfterSeconds: 30,
      });
    case 'new':
      seen.start([id]);
      onResponded(context, (status) => seen.settle([id], status >= 200 && status < 300));
      return runWorkflow(items, (begun) => {
        keepSecret();
        seen.keep([id], begun);
      });
  }
}
