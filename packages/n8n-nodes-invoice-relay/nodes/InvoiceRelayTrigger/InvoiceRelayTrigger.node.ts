import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';

import { relayOptions } from '../shared/relay-options.ts';
import { createSubscription, deleteSubscription, subscriptionExists } from './lifecycle.ts';
import { receiveEvent } from './receive-event.ts';

/** Starts a workflow on events that an Invoice Relay sends. */
export class InvoiceRelayTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Relay Trigger',
    name: 'invoiceRelayTrigger',
    icon: {
      light: 'file:../../icons/invoice-relay.svg',
      dark: 'file:../../icons/invoice-relay.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["eventTypes"].join(", ") }}',
    description:
      'Starts the workflow when an invoice is paid, an order comes in and the like: every event once, in order',
    defaults: { name: 'Invoice Relay Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'invoiceRelayApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        responseData: '',
        path: 'webhook',
      },
    ],
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
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [
          {
            displayName: 'Order',
            name: 'ordering',
            type: 'options',
            default: 'subject',
            description:
              'What the relay sends one after the other, in the order in which it happened',
            options: [
              {
                name: 'Events of One Connection',
                value: 'connection',
                description: 'An event that fails holds back all later ones of its account',
              },
              {
                name: 'Events of One Invoice, Order or Estimate',
                value: 'subject',
                description: 'An event that fails holds back later ones of the same document only',
              },
              {
                name: 'No Order',
                value: 'none',
                description: 'Everything is sent as soon as it can be',
              },
            ],
          },
          {
            displayName: 'Skip Duplicates',
            name: 'skipDuplicates',
            type: 'boolean',
            default: true,
            description:
              'Whether an event that has run the workflow already is acknowledged without running it again. The last 1,000 are remembered.',
          },
        ],
      },
    ],
  };

  methods = { loadOptions: relayOptions };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await subscriptionExists(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return await createSubscription(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return await deleteSubscription(this);
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
