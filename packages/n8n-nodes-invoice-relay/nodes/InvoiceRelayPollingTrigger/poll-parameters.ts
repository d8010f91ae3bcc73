import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import { readTriggerEvents } from '../shared/event-types.ts';
import { readLimit } from '../shared/limit.ts';
import { toUtc } from '../shared/moment.ts';
import { readList } from '../shared/read-list.ts';
import { openRelay } from '../shared/relay.ts';
import type { FollowOptions, FollowStart } from './follow.ts';

/** Where the trigger runs: a poll or an execution, which read parameters differently. */
export interface Polling {
  readonly context: IPollFunctions | IExecuteFunctions;
  /** Reads a parameter by name, with its default. */
  readonly parameter: (name: string, otherwise: unknown) => unknown;
}

export function inPoll(context: IPollFunctions): Polling {
  return {
    context,
    parameter: (name, otherwise) => context.getNodeParameter(name, otherwise as string),
  };
}

export function inExecution(context: IExecuteFunctions): Polling {
  return { context, parameter: (name, otherwise) => context.getNodeParameter(name, 0, otherwise) };
}

/** @throws {NodeOperationError} for an invalid parameter */
export async function followOptions(polling: Polling): Promise<FollowOptions> {
  const { context, parameter } = polling;
  const value = parameter('eventTypes', []);
  return {
    eventTypes: readTriggerEvents({ value, node: context.getNode() }),
    connectionIds: readList(parameter('connectionIds', [])),
    start: startOf(polling),
    relay: await openRelay(context),
  };
}

/**
 * Returns the maximum number of events per execution.
 *
 * @throws {InputError}
 */
export function mostEvents({ parameter }: Polling): number {
  const value = parameter('options.maxEvents', 500);
  return readLimit({ value, field: 'Max Events per Poll' });
}

/** @throws {NodeOperationError} for an invalid date */
export function startOf({ context, parameter }: Polling): FollowStart {
  const kind = parameter('startFrom', 'now') as FollowStart['kind'];
  if (kind !== 'date') return { kind };
  const text = String(parameter('startDate', ''));
  const from = toUtc({ text, timeZone: context.getTimezone() });
  if (from === undefined) {
    throw new NodeOperationError(context.getNode(), 'The start date is invalid', {
      description: `Enter a date such as 2026-11-20 or 2026-11-20T10:00:00Z instead of "${text}".`,
    });
  }
  const written = context.getNode().parameters['startDate'];
  const isExpression = typeof written === 'string' && written.startsWith('=');
  return { kind, from, ...(isExpression ? { expression: written } : {}) };
}
