import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';

import { relayOptions } from '../shared/relay-options.ts';
import { runItems } from './execute.ts';
import { relayLists } from './lists.ts';
import { connectionDescription } from './resources/connection.ts';
import { deliveryDescription } from './resources/delivery.ts';
import { eventTypeDescription } from './resources/event-type.ts';
import { eventDescription } from './resources/event.ts';
import { subscriptionDescription } from './resources/subscription.ts';

/** Reads data from an Invoice Relay and retries deliveries. */
export class InvoiceRelay implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Relay',
    name: 'invoiceRelay',
    icon: {
      light: 'file:../../icons/invoice-relay.svg',
      dark: 'file:../../icons/invoice-relay.dark.svg',
    },
    group: ['transform'],
    version: [1, 2],
    defaultVersion: 2,
    subtitle:
      '={{ ($parameter["operation"] === "getAll" ? "getMany" : $parameter["operation"]).replace(/([A-Z])/g, " $1").toLowerCase() + ": " + $parameter["resource"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
    description:
      'Read events, connections and deliveries from an Invoice Relay, and retry deliveries',
    defaults: { name: 'Invoice Relay' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'invoiceRelayApi', required: true }],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        default: 'event',
        options: [
          { name: 'Connection', value: 'connection' },
          { name: 'Delivery', value: 'delivery' },
          { name: 'Event', value: 'event' },
          { name: 'Event Type', value: 'eventType' },
          { name: 'Subscription', value: 'subscription' },
        ],
      },
      ...connectionDescription,
      ...deliveryDescription,
      ...eventDescription,
      ...eventTypeDescription,
      ...subscriptionDescription,
    ],
  };

  methods = { loadOptions: relayOptions, listSearch: relayLists };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return [await runItems(this)];
  }
}
