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
  relayOutputParameters,
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
      'Polls for the same events as the Invoice Relay Trigger, for an n8n that the relay cannot reach, for example on a laptop or in a home network',
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
        description: 'Which events to start with. Changing this later starts over.',
        options: [
          {
            name: 'Date',
            value: 'date',
            description: 'Events that happened at or after a given time',
          },
          {
            name: 'Now',
            value: 'now',
            description:
              'Events that the relay receives after the workflow is published (activated)',
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
          'The time to start from, in the time zone of the workflow unless it specifies one. An expression counts once, at the first poll.',
      },
      ...relayOutputParameters,
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add Option',
        default: {},
        options: [
          {
            displayName: 'Max Events per Poll',
            name: 'maxEvents',
            type: 'number',
            typeOptions: { minValue: 1, maxValue: 5000 },
            default: 500,
            description: 'Maximum number of events per execution; the rest wait for the next poll',
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
