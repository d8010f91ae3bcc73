import { eventCatalog, findEventType } from '@invoice-relay/core/events';

import { eventJson } from '../../nodes/shared/event-output.ts';
import { resourcePlans } from '../envoice/plan/index.mts';
import { drupalInvoiceSchemas } from './drupal-invoice.mts';
import { envoiceSchema } from './envoice.mts';
import { schemaOf } from './output-schema.mts';
import type { OutputSchema } from './output-schema.mts';

/**
 * Output schemas, which n8n's editor shows for nodes that have not run yet, keyed by file path
 * below `nodes`. n8n looks them up by node version and, where present, resource and operation.
 */
export function generateSchemas(): ReadonlyMap<string, string> {
  const files = new Map<string, OutputSchema>();
  for (const node of ['InvoiceRelayTrigger', 'InvoiceRelayPollingTrigger', 'EnvoiceTrigger']) {
    files.set(`${node}/__schema__/v1.0.0.json`, eventSchema(false));
    files.set(`${node}/__schema__/v2.0.0.json`, eventSchema(true));
  }
  for (const [operation, schema] of Object.entries(relayOperations())) {
    files.set(`InvoiceRelay/__schema__/v2.0.0/${operation}.json`, schema);
  }
  for (const [operation, schema] of Object.entries(drupalInvoiceSchemas())) {
    files.set(`DrupalInvoice/__schema__/v2.0.0/${operation}.json`, schema);
  }
  for (const resource of resourcePlans) {
    for (const plan of resource.operations) {
      const schema = envoiceSchema({ resource, plan });
      for (const version of ['v1.0.0', 'v2.0.0']) {
        files.set(`Envoice/__schema__/${version}/${resource.value}/${plan.value}.json`, schema);
      }
    }
  }
  return new Map(
    [...files].map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}

/** An event with its invoice, the most common case in workflows. */
function eventSchema(numbers: boolean): OutputSchema {
  return schemaOf(eventJson(findEventType('invoice.paid').sample, { simplified: false, numbers }));
}

function relayOperations(): Readonly<Record<string, OutputSchema>> {
  const moment = '2026-11-20T10:00:00.000Z';
  const [type] = eventCatalog;
  const delivery = schemaOf({
    id: 'dlv_1',
    subscriptionId: 'sub_1',
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    status: 'delivered',
    attemptCount: 1,
    nextAttemptAt: moment,
    createdAt: moment,
    finishedAt: moment,
  });
  return {
    'connection/getMany': schemaOf({
      id: 'con_1',
      name: 'Shop',
      source: 'envoice',
      enrich: true,
      verification: 'signature',
      state: 'working',
      createdAt: moment,
    }),
    'delivery/get': delivery,
    'delivery/getMany': delivery,
    'delivery/retry': delivery,
    'event/get': eventSchema(true),
    'event/getMany': eventSchema(true),
    'eventType/getMany': schemaOf({
      type: type?.type,
      title: type?.title,
      description: type?.description,
      subject: 'invoice',
    }),
    'subscription/getMany': schemaOf({
      id: 'sub_1',
      description: 'n8n workflow "Paid invoices"',
      url: 'https://n8n.example.com/webhook/1/webhook',
      eventTypes: ['invoice.paid'],
      connectionIds: ['con_1'],
      status: 'active',
      disabledReason: null,
      failingSince: null,
      createdAt: moment,
    }),
    'subscription/sendTest': schemaOf({
      subscriptionId: 'sub_1',
      eventType: 'invoice.paid',
      status: 200,
      durationMs: 12,
      error: null,
      response: 'ok',
    }),
  };
}
