import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IExecuteFunctions,
  IHookFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  ITriggerResponse,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';

import {
  connectionsParameter,
  eventsParameter,
  relayOutputParameters,
} from '../shared/event-parameters.ts';
import { relayOptions } from '../shared/relay-options.ts';
import { withoutRepeated } from '../shared/without-repeated.ts';
import { createSubscription, deleteSubscription, subscriptionExists } from './lifecycle.ts';
import { receiveEvent } from './receive-event.ts';

/** Starts a workflow on events sent by an Invoice Relay. */
export class InvoiceRelayTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Relay Trigger',
    name: 'invoiceRelayTrigger',
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
      'Starts the workflow when an invoice is paid, an order comes in and so on: every event once, in order',
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
    triggerPanel: {
      header: 'See what an event looks like',
      executionsHelp: {
        inactive:
          'Press <b>Execute step</b>: the relay immediately sends a sample, so that no one has to pay an invoice first. Use it to build the next nodes, then <b>publish</b> the workflow: from then on each event runs it and appears in the <a data-key="executions">executions list</a>.',
        active:
          'The workflow is published: each event runs it and appears in the <a data-key="executions">executions list</a>. <b>Execute step</b> shows a sample here.',
      },
      activationHint:
        'Next: <b>Execute step</b> shows a sample, without waiting for a payment. Build the next nodes and <b>publish</b> the workflow: each event then runs it. If the relay cannot reach this n8n, publishing fails with an explanation of how to fix it.',
    },
    properties: [
      eventsParameter,
      connectionsParameter,
      ...relayOutputParameters,
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add Option',
        default: {},
        options: [
          {
            displayName: 'Order',
            name: 'ordering',
            type: 'options',
            default: 'subject',
            description:
              'Which events the relay delivers one after another, in the order they happened',
            options: [
              {
                name: 'Events of One Connection',
                value: 'connection',
                description: 'A failed event holds back all later ones of its account',
              },
              {
                name: 'Events of One Invoice, Order or Estimate',
                value: 'subject',
                description: 'A failed event holds back only later ones of the same document',
              },
              {
                name: 'No Order',
                value: 'none',
                description: 'Events are delivered as soon as possible',
              },
            ],
          },
          {
            displayName: 'Skip Duplicates',
            name: 'skipDuplicates',
            type: 'boolean',
            default: true,
            description:
              'Whether to acknowledge events that have already run the workflow without running it again. The last 1,000 are remembered.',
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

  /**
   * Does nothing, but has to exist. When n8n (2.41) starts, it does not call nodes that only have
   * webhooks, and so would never learn that their subscription was disabled while it was down.
   * Nodes with this method are registered again, using `checkExists` and `create` above.
   */
  async trigger(): Promise<ITriggerResponse> {
    return {};
  }

  /**
   * Passes on what the webhook returned: without this, a test in the editor would wait for
   * `trigger`.
   */
  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await withoutRepeated(this);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
