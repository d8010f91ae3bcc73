import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IExecuteFunctions,
  IHookFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';

import { sourceEventOptions } from '../shared/event-options.ts';
import { eventsParameter, outputParameters } from '../shared/event-parameters.ts';
import { readTriggerEvents } from '../shared/event-types.ts';
import { withoutRepeated } from '../shared/without-repeated.ts';
import { receiveActivity } from './receive-activity.ts';
import { chosenScheme, forgetScheme } from './scheme.ts';

/** Envoice does not report deleted invoices. */
const envoiceEventOptions = sourceEventOptions.filter(({ value }) => value !== 'invoice.deleted');

/** Starts a workflow on webhooks sent directly by Envoice. */
export class EnvoiceTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Envoice Trigger',
    name: 'envoiceTrigger',
    icon: { light: 'file:../../icons/envoice.svg', dark: 'file:../../icons/envoice.dark.svg' },
    group: ['trigger'],
    version: [1, 2],
    defaultVersion: 2,
    subtitle:
      '={{ [$parameter["eventTypes"]].flat().map((type) => type === "*" ? "all events" : String(type).endsWith(".*") ? "all " + type.slice(0, -2) + " events" : String(type).replace(/[._]/g, " ")).join(", ") }}',
    description: 'Starts the workflow on webhooks sent by Envoice, without a relay',
    defaults: { name: 'Envoice Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'envoiceApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        responseData: '',
        path: 'webhook',
      },
      {
        name: 'setup',
        httpMethod: 'GET',
        responseMode: 'onReceived',
        responseData: '',
        path: 'webhook',
        ndvHideUrl: true,
      },
      {
        name: 'setup',
        httpMethod: 'HEAD',
        responseMode: 'onReceived',
        responseData: '',
        path: 'webhook',
        ndvHideUrl: true,
      },
    ],
    triggerPanel: {
      header: 'Listen for a webhook from Envoice',
      executionsHelp: {
        inactive:
          'Add the <b>test URL</b> to the webhooks of your Envoice account (API tab), press <b>Execute step</b>, and make something happen there. Then build the next nodes, replace it with the <b>production URL</b>, and <b>publish</b> the workflow.',
        active:
          'The workflow is published: each event that Envoice sends to the production URL runs it and appears in the <a data-key="executions">executions list</a>.',
      },
      activationHint:
        'Publish the workflow and add the production URL to the webhooks of your Envoice account (API tab): each event then runs it.',
    },
    properties: [
      {
        displayName:
          'Add the production URL above to the webhooks of your Envoice account and publish (activate) this workflow; the URL only responds once it is published. To listen in the editor, temporarily use the test URL instead. Whatever Envoice sends while n8n is down or busy may be lost; the Invoice Relay Trigger misses nothing.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
      { ...eventsParameter, default: ['*'], options: envoiceEventOptions },
      {
        displayName: 'Fetch Document',
        name: 'fetchDocument',
        type: 'boolean',
        default: false,
        description:
          'Whether to fetch the complete invoice, order or estimate from the Envoice API, which takes one request per event',
      },
      {
        displayName: 'Signature',
        name: 'signature',
        type: 'options',
        default: 'auto',
        description: 'How Envoice signs its webhooks, which it does not document',
        options: [
          {
            name: 'Detect Automatically',
            value: 'auto',
            description:
              'Detected from the first webhook; later ones must be signed the same way until the workflow is unpublished (deactivated)',
          },
          {
            name: 'Use the Scheme Below',
            value: 'scheme',
            description: 'Every webhook must be signed with this scheme',
          },
        ],
      },
      {
        displayName: 'Signature Scheme',
        name: 'scheme',
        type: 'json',
        required: true,
        default:
          '{\n  "digest": "hmac-sha256",\n  "key": "authSecret",\n  "parts": ["timestamp", "activity"],\n  "separator": "",\n  "encoding": "hex"\n}',
        displayOptions: { show: { signature: ['scheme'] } },
        description:
          'A signature scheme as a relay shows it for a connection. Parts: timestamp, activity, activityCompact, activityId, authKey, authSecret.',
      },
      ...outputParameters,
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add Option',
        default: {},
        options: [
          {
            displayName: 'Skip Duplicates',
            name: 'skipDuplicates',
            type: 'boolean',
            default: true,
            description:
              'Whether to acknowledge activities that have already run the workflow without running it again. The last 2,000 are remembered.',
          },
        ],
      },
    ],
  };

  webhookMethods = {
    default: {
      /** Envoice has no API for webhooks: users paste the URL. Only the scheme can be checked. */
      async checkExists(this: IHookFunctions): Promise<boolean> {
        chosenScheme(this);
        readTriggerEvents({
          value: this.getNodeParameter('eventTypes', ['*']),
          node: this.getNode(),
        });
        return true;
      },
      /** Nothing to create, since users paste the URL. */
      async create(this: IHookFunctions): Promise<boolean> {
        return true;
      },
      /** Nothing to delete at Envoice. The next activation detects the signature scheme again. */
      async delete(this: IHookFunctions): Promise<boolean> {
        forgetScheme(this.getWorkflowStaticData('node'));
        return true;
      },
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await withoutRepeated(this);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveActivity(this);
  }
}
