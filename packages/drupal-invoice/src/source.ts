import { VendorError } from '@invoice-relay/core/errors';
import type { EventDocument, Subject } from '@invoice-relay/core/events';
import type { ConnectionContext, SourceOptions, SourceV1 } from '@invoice-relay/core/source';

import * as v from 'valibot';

import { createDrupalInvoiceClient } from './client/index.ts';
import type { DrupalInvoiceClient } from './client/index.ts';
import { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';
import type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from './credentials.ts';
import { toInvoice } from './mapping/index.ts';
import { documentId } from './model/index.ts';
import { normalize } from './normalize/index.ts';
import { walk } from './walk/index.ts';

/** Nine digits: beyond that no site has ids, and a number of an invoice may. */
const startFromSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,8}$/, 'the id of an invoice, a whole number from 1 on'),
);

type Context = ConnectionContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;

/** Invoice 7 as a source: the contract, with the capabilities that a site without webhooks has. */
export type DrupalInvoiceSource = Omit<
  SourceV1<DrupalInvoiceCredentials, DrupalInvoiceSettings>,
  'webhook' | 'backfill' | 'confirm'
> &
  Required<
    Pick<
      SourceV1<DrupalInvoiceCredentials, DrupalInvoiceSettings>,
      'poll' | 'enrich' | 'startFromSchema'
    >
  >;

/**
 * Makes the source for Invoice 7, the invoice module of Drupal 7
 * (https://www.drupal.org/project/invoice).
 *
 * Its API neither lists invoices nor tells of them: the source walks through their ids, and compares
 * each with what it remembers.
 *
 * @param world the outside world, as the contract hands it to every source
 */
export function createDrupalInvoiceSource(world: SourceOptions): DrupalInvoiceSource {
  return {
    specificationVersion: 'v1',
    name: 'drupal-invoice',
    title: 'Invoice 7 (Drupal)',
    credentialsSchema: drupalInvoiceCredentialsSchema,
    settingsSchema: drupalInvoiceSettingsSchema,
    startFromSchema,
    eventTypes: ['invoice.created', 'invoice.updated', 'invoice.paid', 'activity.unknown'],
    normalize,
    poll: (cursor, context) => {
      const { invoices } = clientOf({ world, context });
      const once = clientOf({ world, context, maxAttempts: 1 }).invoices;
      return walk({
        world,
        cursor,
        context,
        lookup: (options) => invoices.lookup(options),
        lookupOnce: (options) => once.lookup(options),
      });
    },
    enrich: (subject, context) => enrich({ world, subject, context }),
  };
}

function clientOf(options: {
  readonly world: SourceOptions;
  readonly context: Context;
  readonly maxAttempts?: number;
}): DrupalInvoiceClient {
  const { world, context, maxAttempts = 2 } = options;
  const { credentials, transport } = context;
  // The walk comes back by itself, so a second attempt is for a hiccup only.
  return createDrupalInvoiceClient({ ...world, transport, credentials, maxAttempts });
}

/** The full document of an invoice, with one request; `null` when the site has none. */
async function enrich(options: {
  readonly world: SourceOptions;
  readonly subject: Subject;
  readonly context: Context;
}): Promise<EventDocument | null> {
  const { subject, context } = options;
  const { signal, settings } = context;
  const { id, number } = subject;
  if (subject.kind !== 'invoice') return null;
  const answer = await clientOf(options).invoices.lookup({ id, signal });
  if (answer.state === 'absent') return null;
  if (answer.state === 'unchanged') {
    throw new VendorError(
      'vendor_answer_invalid',
      'The site answered "not modified" without having been asked so. Look for a cache in front ' +
        'of it that is set up wrongly.',
      { status: 304 },
    );
  }
  // The module takes a number in place of an id: then this is another invoice.
  const ownId = documentId(answer.invoice);
  if (ownId !== null && ownId !== id) return null;
  const { currency, timeZone } = settings;
  const { invoice } = answer;
  return { kind: 'invoice', invoice: toInvoice({ invoice, id, number, currency, timeZone }) };
}
