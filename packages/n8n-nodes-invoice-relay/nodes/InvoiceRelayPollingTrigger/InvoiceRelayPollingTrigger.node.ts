import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IPollFunctions,
} from 'n8n-workflow';

import { relayOptions } from '../shared/relay-options.ts';
import { pollEvents } from './poll-events.ts';

/** Starts a workflow on events that it fetches from an Invoice Relay. */
export class InvoiceRelayPollingTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Relay Polling Trigger',
    name: 'invoiceRelayPollingTrigger',
    icon: {
      light: 'file:../../icons/invoice-relay.svg',
      dark: 'file:../../icons/invoice-relay.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["eventTypes"].join(", ") }}',
    description:
      'Fetches the same events as the Invoice Relay Trigger, for an n8n that the relay cannot reach: a laptop, a home network',
    defaults: { name: 'Invoice Relay Polling Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'invoiceRelayApi', required: true }],
    polling: true,
    properties: [
      {
        displayName: 'Event Type Names or IDs',
        name: 'eventTypes',
        type: 'multiOptions',
        required: true,
        default: [],
        typeOptions: { loadOptionsMethod: 'getEventTypes' },
        description:
          'What starts the workflow: single event types, or groups of them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
      },
      {
        displayName: 'Connection Names or IDs',
        name: 'connectionIds',
        type: 'multiOptions',
        default: [],
        typeOptions: { loadOptionsMethod: 'getConnections' },
        description:
          'Of which accounts; all of them, those to come too, when none is chosen. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
      },
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
}
