import type { EventDocument, Subject } from '@invoice-relay/core/events';
import type { ConnectionContext, SourceOptions, SourceV1 } from '@invoice-relay/core/source';

import * as v from 'valibot';

import { createDrupalInvoiceClient } from './client/index.ts';
import type { DrupalInvoiceClient } from './client/index.ts';
import { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';
import type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from './credentials.ts';
import { toInvoice } from './mapping/index.ts';
import { normalize } from './normalize/normalize.ts';
import { poll } from './poll/poll.ts';

/** Nine digits: no site has longer ids, while invoice numbers may be longer. */
const startFromSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,8}$/, 'the id of an invoice, a whole number of 1 or more'),
);

type Context = ConnectionContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;

/** Invoice 7 as a source: the contract, with the capabilities of a site without webhooks. */
export type DrupalInvoiceSource = Omit<
  SourceV1<DrupalInvoiceCredentials, DrupalInvoiceSettings>,
  'webhook' | 'backfill' | 'confirm'
> &
  Required<
    Pick<
      SourceV1<DrupalInvoiceCredentials, DrupalInvoiceSettings>,
      'poll' | 'enrich' | 'startFromSchema' | 'check' | 'setup'
    >
  >;

/**
 * Creates the source for Invoice 7, the invoice module of Drupal 7
 * (https://www.drupal.org/project/invoice).
 *
 * Its API sends no webhooks, but lists invoices: a poll compares the list with what it remembers,
 * and reads new and changed ones.
 *
 * @param runtime the runtime, as the contract passes it to every source
 */
export function createDrupalInvoiceSource(runtime: SourceOptions): DrupalInvoiceSource {
  return {
    specificationVersion: 'v1',
    name: 'drupal-invoice',
    title: 'Invoice 7 (Drupal)',
    credentialsSchema: drupalInvoiceCredentialsSchema,
    settingsSchema: drupalInvoiceSettingsSchema,
    startFromSchema,
    eventTypes: [
      'invoice.created',
      'invoice.updated',
      'invoice.paid',
      'invoice.unpaid',
      'invoice.deleted',
      'activity.unknown',
    ],
    setup: {
      steps: [
        'In Drupal, create a user for the relay with permission to view the invoices.',
        'Make that user an API user in the settings of the Invoice module.',
        'There is nothing to paste into the site: the relay polls it.',
      ],
    },
    async check(context) {
      const { invoices } = clientOf({ runtime, context });
      await invoices.page({ page: 0, pageSize: 1, signal: context.signal });
    },
    normalize,
    poll: (cursor, context) => {
      const { invoices } = clientOf({ runtime, context });
      return poll({ cursor, context, invoices, now: runtime.now() });
    },
    enrich: (subject, context) => enrich({ runtime, subject, context }),
  };
}

function clientOf(options: {
  readonly runtime: SourceOptions;
  readonly context: Context;
}): DrupalInvoiceClient {
  const { runtime, context } = options;
  const { credentials, transport } = context;
  const { timeZone } = context.settings;
  // A poll is repeated anyway, so a second attempt is only for a hiccup.
  return createDrupalInvoiceClient({
    ...runtime,
    transport,
    credentials,
    timeZone,
    maxAttempts: 2,
  });
}

/**
 * Fetches the full document of an invoice, with one request; `null` if the site has none for this
 * user.
 */
async function enrich(options: {
  readonly runtime: SourceOptions;
  readonly subject: Subject;
  readonly context: Context;
}): Promise<EventDocument | null> {
  const { subject, context } = options;
  const { signal, settings } = context;
  // Anything without a bare number as its id is not an invoice of a site.
  if (subject.kind !== 'invoice' || !/^[1-9]\d{0,9}$/.test(subject.id)) return null;
  const answer = await clientOf(options).invoices.lookup({ id: subject.id }, { signal });
  // An invoice that the user may not read counts as absent.
  if (answer.state !== 'found') return null;
  const { invoice } = answer;
  const { number } = subject;
  return { kind: 'invoice', invoice: toInvoice({ invoice, number, currency: settings.currency }) };
}
