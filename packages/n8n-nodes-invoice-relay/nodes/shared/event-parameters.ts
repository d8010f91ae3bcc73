import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { INode, INodeProperties } from 'n8n-workflow';

import { eventOptions } from './event-options.ts';
import type { EventOutput } from './event-output.ts';

/** First node version with numbers and a choice of output. */
const outputSince = 2;

/** n8n creates one entry in its node panel per option of a parameter with exactly this name. */
export const eventsParameter: INodeProperties = {
  displayName: 'Events',
  name: 'eventTypes',
  type: 'multiOptions',
  required: true,
  default: [],
  description: 'Event types that start the workflow: individual ones, or all of a kind',
  options: eventOptions,
};

export const connectionsParameter: INodeProperties = {
  displayName: 'Connection Names or IDs',
  name: 'connectionIds',
  type: 'multiOptions',
  default: [],
  hint: 'Leave empty for all',
  typeOptions: { loadOptionsMethod: 'getConnections' },
  description:
    'Connections whose events start the workflow. Leave empty for all, including future ones. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Output options of events. */
export const outputParameters: INodeProperties[] = [
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    default: 'event',
    displayOptions: { show: { '@version': [{ _cnd: { gte: 2 } }] } },
    description: 'Format in which to return events',
    options: [
      {
        name: 'Simplified',
        value: 'simple',
        description: 'Ten members: number, customer, currency, total, amount due and so on',
      },
      {
        name: 'Full Event',
        value: 'event',
        description: 'Everything that is known, including the complete document if there is one',
      },
    ],
  },
  {
    displayName: 'Add Numbers',
    name: 'addNumbers',
    type: 'boolean',
    default: true,
    displayOptions: { show: { '@version': [{ _cnd: { gte: 2 } }] } },
    description:
      'Whether to add a number next to the text of each amount, for IF, Sort, Summarize and other nodes that compare or add: <code>payableAmountNumber</code> next to <code>payableAmount</code>. Numbers that would not be exact are left out.',
  },
];

/** Why a document, and all that is read from it, may be missing from an event of a relay. */
export const documentsHint =
  'Customer, amounts and lines are only included if "enrich" is on for the connection in the relay';

/** Output options of a relay's events. */
export const relayOutputParameters: INodeProperties[] = outputParameters.map((parameter) =>
  parameter.name === 'output' ? { ...parameter, hint: documentsHint } : parameter,
);

/**
 * Reads `outputParameters`. Nodes of version 1 return whole events without numbers.
 *
 * @param options.parameter reads a parameter by name, with its default
 */
export function readEventOutput(options: {
  readonly node: INode;
  readonly parameter: (name: string, otherwise: unknown) => unknown;
}): EventOutput {
  const { node, parameter } = options;
  if (node.typeVersion < outputSince) return { simplified: false, numbers: false };
  return {
    simplified: parameter('output', 'event') === 'simple',
    numbers: readTypedYesNo({ value: parameter('addNumbers', true), field: 'Add Numbers' }),
  };
}
