import { RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';
import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { eventJson } from '../shared/event-output.ts';
import { readEventOutput } from '../shared/event-parameters.ts';
import { relayService } from '../shared/relay.ts';
import { sampleType } from '../shared/sample-type.ts';
import { endOfLog, follow, isPositionLost, latestEvent } from './follow.ts';
import type { FollowOptions } from './follow.ts';
import { openKeptPosition } from './kept-position.ts';
import type { KeptPosition } from './kept-position.ts';
import { followOptions, inPoll, mostEvents } from './poll-parameters.ts';
import type { Polling } from './poll-parameters.ts';

/** Time reserved for n8n to process the fetched events. Milliseconds. */
const reserveMs = 60_000;

/** Polls once. Returns the events since the last poll, or null when there are none. */
export async function pollEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  const polling = inPoll(context);
  if (context.getMode() === 'manual') return await showLatest(polling);
  const { id: workflowId } = context.getWorkflow();
  const kept = openKeptPosition({
    key: `${workflowId ?? ''}/${context.getNode().id}`,
    staticData: context.getWorkflowStaticData('node'),
    now: Date.now(),
  });
  const mayWait = kept.isFirstAttempt() && kept.isKept() && starts(context);
  try {
    return await takeNext(polling, kept);
  } catch (error) {
    if (mayWait && isAway(error)) {
      // n8n would not start polling at all just because the relay starts later than n8n.
      context.logger.warn(`Invoice Relay: the first poll is postponed. ${String(error)}`);
      return null;
    }
    throw explained(context, error);
  }
}

async function takeNext(
  polling: Polling,
  kept: KeptPosition,
): Promise<INodeExecutionData[][] | null> {
  const limit = mostEvents(polling);
  const options = await followOptions(polling);
  const { from, start } = await kept.begin(options);
  // Read before the events, so that events arriving in between come after it.
  const end = kept.isToMoveOn() ? await endOfLog(options.relay) : undefined;
  const endsAt = Date.now() + (budgetOf(polling) ?? 5 * reserveMs) - reserveMs;
  const next = (position: string) =>
    follow({
      ...options,
      start,
      position,
      limit,
      hasTime: () => Date.now() < endsAt,
      end,
    });
  const { events, position } = await next(from).catch((error: unknown) => {
    // The relay has purged the event at the previous position, so it cannot be repeated.
    if (isPositionLost(error) && from !== kept.current()) return next(kept.current());
    throw error;
  });
  kept.move({ from, to: position, hasEvents: events.length > 0 });
  return events.length === 0 ? null : [items(polling, events)];
}

/**
 * Returns the newest matching event for the editor, or a sample if there is none. Does not move the
 * position.
 *
 * @throws {NodeApiError | NodeOperationError}
 */
export async function showLatest(polling: Polling): Promise<INodeExecutionData[][]> {
  try {
    const options = await followOptions(polling);
    const shown = (await latestEvent(options)) ?? (await sampleOf(options));
    return [shown === undefined ? [] : items(polling, [shown])];
  } catch (error) {
    throw explained(polling.context, error);
  }
}

async function sampleOf({ relay, eventTypes }: FollowOptions): Promise<EventBody | undefined> {
  const shown = sampleType(eventTypes);
  const { data } = await relay.eventTypes.list();
  return data.find(({ type }) => type === shown)?.sample;
}

function items(
  { context, parameter }: Polling,
  events: readonly EventBody[],
): INodeExecutionData[] {
  const output = readEventOutput({
    node: context.getNode(),
    parameter,
  });
  return events.map((event) => ({ json: eventJson(event, output) }));
}

function budgetOf({ context }: Polling): number | undefined {
  return 'getPollBudgetMs' in context ? context.getPollBudgetMs() : undefined;
}

/**
 * Returns whether n8n itself is starting or taking over, rather than a user activating the
 * workflow.
 */
function starts(context: IPollFunctions): boolean {
  return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function isAway(error: unknown): boolean {
  return (
    error instanceof RelayConnectionError || (error instanceof RelayApiError && error.status >= 500)
  );
}

function explained(context: Polling['context'], error: unknown): Error {
  if (!isPositionLost(error)) {
    return toNodeError(error, { node: context.getNode(), service: relayService });
  }
  return new NodeOperationError(
    context.getNode(),
    'The relay does not know the event at which this trigger stopped',
    {
      description:
        'Is this another relay, or an older copy of its database? Restore the right one, or start over by changing Start From, for example to a date.',
    },
  );
}
