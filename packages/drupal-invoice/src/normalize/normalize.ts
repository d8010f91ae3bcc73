import type { EventType, JsonObject, NormalizedEvent } from '@invoice-relay/core/events';
import { decodeUtf8, readRawMembers } from '@invoice-relay/core/json';
import type { Activity } from '@invoice-relay/core/source';

import { recordOf } from '../record/index.ts';
import type { InvoiceRecord } from '../record/index.ts';
import { besidesStatus, someDocumented } from './changed-members.ts';
import { readDocument } from './read-document.ts';
import type { RecordedDocument } from './read-document.ts';
import { normalizeUnknown } from './unknown.ts';

type Happening = { readonly type: EventType; readonly attributes: JsonObject };
type Events<Event> = readonly [Event, ...Event[]];

/**
 * The events that a record of the walk becomes. Pure.
 *
 * A new invoice is `invoice.created`, and `invoice.paid` after it when it is paid already. A change
 * is `invoice.updated` with the members that changed; when the invoice turned paid it is
 * `invoice.paid`, after an `invoice.updated` only where documented members beside the status
 * changed as well. Each carries the whole invoice, or says in `documentProblem` why it cannot.
 *
 * A record that is not known becomes `activity.unknown` with every member among the attributes.
 *
 * @throws {PayloadError} when `activity.raw` is no JSON object, which the walk never gives
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
  const { change, changed, revision, turnedPaid } = record;
  const paid = { type: 'invoice.paid', attributes: {} } as const;
  if (change === 'new') {
    const created = { type: 'invoice.created', attributes: {} } as const;
    return document.isPaid ? [created, paid] : [created];
  }
  if (!turnedPaid) return [{ type: 'invoice.updated', attributes: { changed, revision } }];
  const others = besidesStatus(changed);
  return someDocumented(others)
    ? [{ type: 'invoice.updated', attributes: { changed: others, revision } }, paid]
    : [paid];
}

/** One sentence for people. */
function message(options: {
  readonly record: InvoiceRecord;
  readonly document: RecordedDocument;
}): string {
  const { record, document } = options;
  const what = `Invoice ${document.number ?? record.id}`;
  if (record.change === 'new') {
    return document.isPaid ? `${what} was created, and is paid` : `${what} was created`;
  }
  const others = besidesStatus(record.changed);
  if (!record.turnedPaid) {
    return record.changed.length === 0
      ? `${what} was changed`
      : `${what} was changed: ${record.changed.join(', ')}`;
  }
  return someDocumented(others)
    ? `${what} was changed (${others.join(', ')}) and paid`
    : `${what} was paid`;
}
