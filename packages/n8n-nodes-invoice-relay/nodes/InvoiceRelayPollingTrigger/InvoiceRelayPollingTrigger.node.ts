import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IPollFunctions,
} from 'n8n-workflow';

import {
  connectionsParameter,
  eventsParameter,
  outputParameters,
} from '../shared/event-parameters.ts';
import { relayOptions } from '../shared/relay-options.ts';
import { pollEvents } from './poll-events.ts';
import { takeOnce } from './take-once.ts';

/** Starts a workflow on events polled from an Invoice Relay. */
export class InvoiceRelayPollingTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Relay Polling Trigger',
    name: 'invoiceRelayPollingTrigger',
    icon: {
      light: 'file:../../icons/invoice-relay.svg',
      dark: 'file:../../icons/invoice-relay.dark.svg',
    },
    group: ['trigger'],
    version: [1, 2],
    defaultVersion: 2,
    subtitle:
      '={{ [$parameter["eventTypes"]].flat().map((type) => type === "*" ? "all events" : String(type).endsWith(".*") ? "all " + type.slice(0, -2) + " events" : String(type).replace(/[._]/g, " ")).join(", ") }}',
    description:
      'Fetches the same events as the Invoice Relay Trigger, for an n8n that the relay cannot reach: a laptop, a home network',
    defaults: { name: 'Invoice Relay Polling Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'invoiceRelayApi', required: true }],
    polling: true,
    properties: [
      eventsParameter,
      connectionsParameter,
      {
        displayName: 'Start From',
        name: 'startFrom',
        type: 'options',
        default: 'now',
        description: 'With which events to begin. Another choice later begins anew.',
        options: [
          {
            name: 'Date',
            value: 'date',
            description: 'Events that happened at a moment of your choice or later',
          },
          {
            name: 'Now',
            value: 'now',
            description: 'Events that the relay gets after the workflow was published (activated)',
          },
          {
            name: 'The Beginning',
            value: 'beginning',
            description: 'Every event that the relay has',
          },
        ],
      },
      {
        displayName: 'Start Date',
        name: 'startDate',
        type: 'dateTime',
        required: true,
        default: '',
        displayOptions: { show: { startFrom: ['date'] } },
        description:
          'The moment to begin with, in the time zone of the workflow unless it names one',
      },
      ...outputParameters,
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [
          {
            displayName: 'Max Events per Poll',
            name: 'maxEvents',
            type: 'number',
            typeOptions: { minValue: 1, maxValue: 5000 },
            default: 500,
            description:
              'How many events one execution gets at most; the others wait for the next poll',
          },
        ],
      },
    ],
  };

  methods = { loadOptions: relayOptions };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollEvents(this);
  }

  /** Runs in the execution that a poll started: drops what an earlier execution already took. */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await takeOnce(this);
  }
}
