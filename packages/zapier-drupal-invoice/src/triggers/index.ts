import { connectionList, hookTrigger, relayProblemTrigger } from '@invoice-relay/zapier-kit';
import type { Trigger } from 'zapier-platform-core';

import { lineFields } from '../records/line-fields.ts';
import { invoiceList } from './invoice-list.ts';
import { sampleEvent } from './sample-event.ts';
import type { SiteEventType } from './sample-event.ts';

const source = 'drupal-invoice';

const words: Readonly<
  Record<SiteEventType, { readonly label: string; readonly description: string }>
> = {
  'invoice.created': {
    label: 'Invoice Created',
    description: 'Triggers when an invoice is created on the site.',
  },
  'invoice.paid': {
    label: 'Invoice Paid',
    description:
      'Triggers when an invoice is paid, including one that is already paid when it is created.',
  },
  'invoice.updated': {
    label: 'Invoice Updated',
    description: 'Triggers when an invoice is updated on the site, other than by being paid.',
  },
  'invoice.unpaid': {
    label: 'Invoice Unpaid',
    description: 'Triggers when a paid invoice is marked as unpaid.',
  },
  'invoice.deleted': {
    label: 'Invoice Deleted',
    description:
      'Triggers when an invoice is deleted on the site. Only unpaid invoices can be deleted.',
  },
};

const instant = (Object.keys(words) as SiteEventType[]).map((type) =>
  hookTrigger({
    ...words[type],
    key: type.replace('.', '_'),
    noun: 'Invoice',
    source,
    service: 'Invoice 7',
    eventTypes: () => [type],
    sample: sampleEvent(type),
    lineFields,
  }),
);

/** By key: `invoice_paid`; including the hidden ones behind the dropdowns. */
export const triggers: Readonly<Record<string, Trigger>> = Object.fromEntries(
  [...instant, relayProblemTrigger(), connectionList({ source }), invoiceList].map((trigger) => [
    trigger.key,
    trigger,
  ]),
);
