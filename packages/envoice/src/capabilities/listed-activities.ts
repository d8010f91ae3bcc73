import type { BackfilledActivity } from '@invoice-relay/core/source';

import { readId, readList, readText } from '../mapping/read.ts';
import type {
  EnvoiceActivity,
  EnvoiceEstimation,
  EnvoiceInvoice,
} from '../mapping/vendor-models.ts';
import { position } from './position.ts';

/** A document with a list of activities. Orders have none. */
export type ListingDocument =
  | { readonly kind: 'invoice'; readonly id: number; readonly document: EnvoiceInvoice }
  | { readonly kind: 'estimate'; readonly id: number; readonly document: EnvoiceEstimation };

/**
 * Returns the activities that a document lists, in the form that `normalize` reads, oldest first.
 *
 * The API returns an activity without the id of its document, so that is added under the name that
 * webhooks use: the event gets the same subject either way. It returns no `CreatedOn` either: the
 * event's timestamp is then the time at which the activity was seen.
 *
 * An activity without an id is omitted: it could not be matched with the webhook's.
 *
 * @param options.seenAt ISO 8601 in UTC
 */
export function listedActivities(
  options: ListingDocument & { readonly seenAt: string },
): readonly BackfilledActivity[] {
  const { document, seenAt } = options;
  return readList<EnvoiceActivity>(document.Activities)
    .flatMap((activity) => {
      const id = readId(activity.Id);
      if (id === null) return [];
      const place = position({ id });
      if (place === null) return [];
      return [{ id, raw: rawActivity({ ...options, activity }), seenAt, position: place }];
    })
    .toSorted((a, b) => a.position - b.position);
}

const encoder = new TextEncoder();

function rawActivity(options: ListingDocument & { readonly activity: EnvoiceActivity }) {
  const { kind, id, document, activity } = options;
  const about =
    kind === 'invoice'
      ? { InvoiceId: id, InvoiceNumber: readText(activity.InvoiceNumber) ?? number(document) }
      : {
          EstimationId: id,
          EstimationNumber: readText(activity.EstimationNumber) ?? number(document),
        };
  return encoder.encode(JSON.stringify({ ...activity, ...about }));
}

function number(document: ListingDocument['document']): string | null {
  return readText(document.Number);
}
