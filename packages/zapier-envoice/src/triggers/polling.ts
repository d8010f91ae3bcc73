import { toEstimate, toOrder } from '@invoice-relay/envoice';
import type { ExactEnvoiceResponse } from '@invoice-relay/envoice';
import { membersOf, readChoice, titleOf } from '@invoice-relay/envoice/forms';
import type { Trigger } from 'zapier-platform-core';

import { isFilledIn } from '../form/read-form.ts';
import { maxPerPoll, newestOf } from '../listing/newest.ts';
import { newestFirst } from '../listing/page-order.ts';
import type { LoadPage } from '../listing/page-order.ts';
import { listedDocument, listedDocuments } from '../records/listed.ts';
import { clientSample } from '../records/samples-of-things.ts';
import { estimateSample, invoiceSample, orderSample } from '../records/samples.ts';
import { thingRecord } from '../records/things.ts';
import { invoiceOverdueByDays, newPaidInvoice } from './polling/invoice-states.ts';
import { newestInvoices } from './polling/listed-invoices.ts';
import { newPayment } from './polling/new-payment.ts';
import { marginOf, pollingTrigger } from './polling/polling-trigger.ts';

/** Why a Zap may want another trigger: for the events that a relay sends immediately. */
const instant = (label: string) =>
  `Zapier checks the newest 100 every few minutes. With an Invoice Relay, **${label}** starts the Zap instantly and misses none.`;

const statusField = {
  key: 'status',
  label: 'Status',
  type: 'string',
  list: true,
  required: false,
  choices: Object.fromEntries(
    (membersOf('InvoiceDetailsApiModel')['Status']?.enum ?? []).map((name) => [
      name,
      titleOf(name),
    ]),
  ),
  helpText:
    'Only invoices with one of these statuses: with Unpaid, a draft starts the Zap once it is no longer a draft. Leave empty for all, including drafts.',
} as const;

const newInvoice = pollingTrigger({
  key: 'new_invoice',
  noun: 'Invoice',
  label: 'New Invoice',
  description: 'Triggers when a new invoice is created.',
  about: `Returns the invoice as Envoice lists it: without line items, payments and link. The step **Find Invoice** gets them by ID. ${instant('Invoice Created')}`,
  inputFields: [statusField],
  async list(client, run) {
    const names = membersOf('InvoiceDetailsApiModel')['Status']?.enum ?? [];
    const wanted = [run.input[statusField.key]]
      .flat()
      .filter(isFilledIn)
      .map((value) => readChoice({ value, names, field: statusField.label }).toLowerCase());
    const newest = await newestInvoices(client, { margin: marginOf(run) });
    const documents = newest.filter(
      ({ status }) => wanted.length === 0 || (status !== null && wanted.includes(status)),
    );
    return listedDocuments({ client, kind: 'invoice', documents });
  },
  sample: listedDocument(invoiceSample, 'invoice'),
});

const newEstimate = pollingTrigger({
  key: 'new_estimate',
  noun: 'Estimate',
  label: 'New Estimate',
  description: 'Triggers when a new estimate is created.',
  about: `Returns the estimate as Envoice lists it: without line items and link. The step **Find Estimate** gets them by ID. ${instant('Any Activity')}`,
  async list(client, run) {
    const load: LoadPage<ExactEnvoiceResponse<'EstimationDetailsApiModel'>> = (page) =>
      client.exact.estimations.list(page);
    const rows = await newestOf({ load, things: 'estimates', margin: marginOf(run) });
    return listedDocuments({ client, kind: 'estimate', documents: rows.map(toEstimate) });
  },
  sample: listedDocument(estimateSample, 'estimate'),
});

const newOrder = pollingTrigger({
  key: 'new_order',
  noun: 'Order',
  label: 'New Order',
  description: 'Triggers when a new order is created.',
  about: `Returns the order as Envoice lists it: without line items. The step **Find Order** gets them by ID. ${instant('Order Created')}`,
  async list(client, run) {
    const load: LoadPage<ExactEnvoiceResponse<'OrderDetailsApiModel'>> = (page) =>
      client.exact.orders.list(page);
    const rows = await newestOf({ load, things: 'orders', margin: marginOf(run) });
    return listedDocuments({ client, kind: 'order', documents: rows.map(toOrder) });
  },
  sample: listedDocument(orderSample, 'order'),
});

const newClient = pollingTrigger({
  key: 'new_client',
  noun: 'Client',
  label: 'New Client',
  description: 'Triggers when a new client is created.',
  about: 'Zapier checks the newest 100 clients every few minutes.',
  async list(client, run) {
    // Envoice returns all clients in one response.
    const most = maxPerPoll + marginOf(run);
    const newest = newestFirst(await client.clients.list()).slice(0, most);
    return newest.map((one) => thingRecord(one, clientSample));
  },
  sample: clientSample,
});

/** By key: `new_invoice`. */
export const pollingTriggers: Readonly<Record<string, Trigger>> = Object.fromEntries(
  [
    newInvoice,
    newPaidInvoice,
    newPayment,
    invoiceOverdueByDays,
    newEstimate,
    newOrder,
    newClient,
  ].map((trigger) => [trigger.key, trigger]),
);
