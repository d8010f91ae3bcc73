import type { Correction, EnrichmentOutcome, Lateness, SourceEvent } from './event-body.ts';
import type { EventDocument } from './event-document.ts';
import { sourceEventTypeInfo } from './event-type-info.ts';
import type { NormalizedEvent } from './event.ts';
import { withoutLinks } from './links.ts';

/**
 * Creates the body that subscribers receive of an activity's event.
 *
 * Which documents it names does not depend on whether they are available, so that a workflow always
 * finds the same shape: the one of the type (`invoice` for `invoice.paid`), and the one of the
 * subject if that is of another kind. Each is null unless passed in.
 */
export function createEvent(options: {
  readonly id: string;
  readonly connectionId: string;
  readonly source: string;
  readonly normalized: NormalizedEvent;
  /** Unless the activity contained one. */
  readonly document?: EventDocument | null;
  /** Omitted if the connection does not enrich. */
  readonly enrichment?: EnrichmentOutcome;
  /** The event of the same activity that this one replaces. */
  readonly corrects?: Correction;
  /** A newer event of its subject was stored before it. */
  readonly late?: Lateness;
  /** False for a connection whose events contain no links, see {@link withoutLinks}. */
  readonly includeLinks?: boolean;
}): SourceEvent {
  const { id, connectionId, source, normalized, enrichment, corrects, late } = options;
  const { type, timestamp, timestampSource, subject, attributes, activity } = normalized;
  const document = normalized.document ?? options.document;
  const ofType = sourceEventTypeInfo[type].subjectKind;
  const ofSubject = subject?.kind === 'payment_link' ? undefined : subject?.kind;
  const event: SourceEvent = {
    type,
    timestamp,
    data: {
      id,
      connectionId,
      source,
      subject,
      attributes,
      activity,
      ...(ofType && { [ofType]: null }),
      ...(ofSubject && { [ofSubject]: null }),
      ...documentMember(document),
      ...(timestampSource && { timestampSource }),
      ...(corrects && { corrects }),
      ...(late && { late }),
      ...(enrichment && { enrichment }),
    },
  };
  return options.includeLinks === false ? withoutLinks(event) : event;
}

/**
 * An event with the result of requesting its document. Everything else stays as it is.
 *
 * @param options.includeLinks false for a connection whose events contain no links
 */
export function completeEvent(options: {
  readonly event: SourceEvent;
  readonly document: EventDocument | null;
  readonly enrichment: EnrichmentOutcome;
  readonly includeLinks?: boolean;
}): SourceEvent {
  const { event, document, enrichment, includeLinks } = options;
  const data = { ...event.data, ...documentMember(document), enrichment };
  const completed: SourceEvent = { ...event, data };
  return includeLinks === false ? withoutLinks(completed) : completed;
}

function documentMember(
  document: EventDocument | null | undefined,
): Pick<SourceEvent['data'], 'invoice' | 'order' | 'estimate'> {
  switch (document?.kind) {
    case 'invoice':
      return { invoice: document.invoice };
    case 'order':
      return { order: document.order };
    case 'estimate':
      return { estimate: document.estimate };
    case undefined:
      return {};
  }
}
