import type { EventTypePattern } from '@invoice-relay/core/events';
import { flattenEvent } from '@invoice-relay/relay-client';
import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { openRelay, relayService } from '../shared/relay.ts';
import { sampleType } from '../shared/sample-type.ts';
import { firstPlace, follow, isPlaceLost, latestEvent } from './follow.ts';
import type { FollowOptions, FollowStart } from './follow.ts';
import { toUtc } from '../shared/moment.ts';

/** Time that is left over for n8n to take what was fetched. Milliseconds. */
const reserveMs = 60_000;

/** One poll: the events since the last one, or null when there are none. */
export async function pollEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const options = await followOptions(context);
    return context.getMode() === 'manual'
      ? await showLatest(options)
      : await takeNext(context, options);
  } catch (error) {
    if (isPlaceLost(error)) throw placeLost(context);
    throw toNodeError(error, { node: context.getNode(), service: relayService });
  }
}

async function takeNext(
  context: IPollFunctions,
  options: FollowOptions,
): Promise<INodeExecutionData[][] | null> {
  const staticData = context.getWorkflowStaticData('node');
  // While this stays the same, the trigger goes on where it was.
  const begin = JSON.stringify(options.start);
  if (staticData['begin'] !== begin || typeof staticData['place'] !== 'string') {
    staticData['place'] = await firstPlace(options);
    staticData['begin'] = begin;
  }
  const endsAt = Date.now() + (context.getPollBudgetMs?.() ?? 5 * reserveMs) - reserveMs;
  const { events, place } = await follow({
    ...options,
    place: String(staticData['place']),
    limit: context.getNodeParameter('options.maxEvents', 500) as number,
    hasTime: () => Date.now() < endsAt,
  });
  if (place !== staticData['place']) staticData['place'] = place;
  return events.length === 0 ? null : [events.map((event) => ({ json: flattenEvent(event) }))];
}

/** For the editor: the newest event that fits, or a sample while there is none. Moves nothing. */
async function showLatest(options: FollowOptions): Promise<INodeExecutionData[][]> {
  const latest = await latestEvent(options);
  if (latest !== undefined) return [[{ json: flattenEvent(latest) }]];
  const { data } = await options.relay.eventTypes.list();
  const shown = sampleType(options.eventTypes);
  const described = data.find(({ type }) => type === shown);
  return [described === undefined ? [] : [{ json: flattenEvent(described.sample) }]];
}

async function followOptions(context: IPollFunctions): Promise<FollowOptions> {
  const eventTypes = context.getNodeParameter('eventTypes', []) as EventTypePattern[];
  if (eventTypes.length === 0) {
    throw new NodeOperationError(context.getNode(), 'No event type is chosen', {
      description: 'Choose what to start the workflow on under "Event Type Names or IDs".',
    });
  }
  return {
    relay: await openRelay(context),
    eventTypes,
    connectionIds: context.getNodeParameter('connectionIds', []) as string[],
    start: startOf(context),
  };
}

function startOf(context: IPollFunctions): FollowStart {
  const kind = context.getNodeParameter('startFrom', 'now') as FollowStart['kind'];
  if (kind !== 'date') return { kind };
  const text = String(context.getNodeParameter('startDate', ''));
  const from = toUtc({ text, timeZone: context.getTimezone() });
  if (from === undefined) {
    throw new NodeOperationError(context.getNode(), 'The start date cannot be read', {
      description: `Give a date such as 2026-11-20 or 2026-11-20T10:00:00Z instead of "${text}".`,
    });
  }
  return { kind, from };
}

function placeLost(context: IPollFunctions): NodeOperationError {
  return new NodeOperationError(
    context.getNode(),
    'The relay does not know the event at which this trigger stopped',
    {
      description:
        'Is it another relay now, or an older copy of its database? Bring back the right one; or begin anew by changing Start From, to a date for instance.',
    },
  );
}
