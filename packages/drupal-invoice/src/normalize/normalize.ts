import type { JsonObject, NormalizedEvent, SourceEventType } from '@invoice-relay/core/events';
import { decodeUtf8, readRawMembers } from '@invoice-relay/core/json';
import type { Activity } from '@invoice-relay/core/source';

import { recordOf } from '../record/index.ts';
import type { InvoiceRecord } from '../record/index.ts';
import { readDocument } from './read-document.ts';
import type { RecordedDocument } from './read-document.ts';
import { normalizeUnknown } from './unknown.ts';

type Happening = { readonly type: SourceEventType; readonly attributes: JsonObject };
type Events<Event> = readonly [Event, ...Event[]];

/**
 * Converts a record to its events. Pure.
 *
 * A new invoice is `invoice.created`, followed by `invoice.paid` if it is already paid. A change is
 * `invoice.updated` with the members that changed, as far as they are known; if the invoice became
 * paid or unpaid, `invoice.paid` or `invoice.unpaid` follows it, or comes alone. Each carries the
 * whole invoice, or says in `documentProblem` why it cannot. A deleted one is `invoice.deleted`.
 *
 * An unknown record becomes `activity.unknown` with every member in the attributes.
 *
 * @throws {PayloadError} if `activity.raw` is not a JSON object, which a poll never produces
 */
export function normalize(activity: Activity): Events<NormalizedEvent> {
  const members = readRawMembers(decodeUtf8(activity.raw));
  const record = recordOf(members);
  if (record === null) return [normalizeUnknown({ activity, members })];

  const document = readDocument(record);
  const common: Omit<NormalizedEvent, 'type' | 'attributes'> = {
    timestamp: record.observedAt,
    subject: { kind: 'invoice', id: record.id, number: document.number },
    activity: {
      id: activity.id,
      type: record.change,
      message: message({ record, document }),
      link: null,
      createdAt: record.observedAt,
    },
    ...(document.invoice && { document: { kind: 'invoice', invoice: document.invoice } }),
  };
  const problem = document.problem === null ? {} : { documentProblem: document.problem };
  const event = ({ type, attributes }: Happening): NormalizedEvent => ({
    ...common,
    type,
    attributes: { ...attributes, ...problem },
  });
  const [first, ...others] = happenings({ record, document });
  return [event(first), ...others.map(event)];
}

function happenings(options: {
  readonly record: InvoiceRecord;
  readonly document: RecordedDocument;
}): Events<Happening> {
  const { record, document } = options;
  const { change, changed, revision, turned, isEdited } = record;
  if (change === 'deleted') return [{ type: 'invoice.deleted', attributes: { revision } }];
  if (change === 'new') {
    const created = { type: 'invoice.created', attributes: {} } as const;
    return document.isPaid ? [created, { type: 'invoice.paid', attributes: {} }] : [created];
  }
  const updated = { type: 'invoice.updated', attributes: { changed, revision } } as const;
  if (turned === null) return [updated];
  const paid = {
    type: turned === 'paid' ? 'invoice.paid' : 'invoice.unpaid',
    attributes: {},
  } as const;
  return isEdited ? [updated, paid] : [paid];
}

/** One human-readable sentence. */
function message(options: {
  readonly record: InvoiceRecord;
  readonly document: RecordedDocument;
}): string {
  const { record, document } = options;
  const { change, changed, turned, isEdited } = record;
  const what = `Invoice ${document.number ?? record.id}`;
  if (change === 'deleted') return `${what} was deleted`;
  if (change === 'new') {
    return document.isPaid ? `${what} was created, and is paid` : `${what} was created`;
  }
  const paid = turned === 'paid' ? 'paid' : 'marked as not paid';
  const names = changed.join(', ');
  if (turned === null)
    return names === '' ? `${what} was changed` : `${what} was changed: ${names}`;
  if (!isEdited) return `${what} was ${paid}`;
  return names === ''
    ? `${what} was changed and ${paid}`
    : `${what} was changed (${names}) and ${paid}`;
}
