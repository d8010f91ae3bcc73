import { VendorError } from '@invoice-relay/core/errors';
import { createEvent, eventId } from '@invoice-relay/core/events';
import type { EnrichmentOutcome, EventDocument, NormalizedEvent } from '@invoice-relay/core/events';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { Transport } from '@invoice-relay/core/source';
import type { EnvoiceCredentials, EnvoiceSource } from '@invoice-relay/envoice';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { eventJson } from '../shared/event-output.ts';
import { readEventOutput } from '../shared/event-parameters.ts';

export interface EventItemOptions {
  readonly context: IWebhookFunctions;
  readonly source: EnvoiceSource;
  readonly credentials: EnvoiceCredentials;
  readonly transport: Transport;
  /** Aborts when the response cannot wait any longer. */
  readonly signal: AbortSignal;
  /** Id of the activity. */
  readonly id: string;
  /** Index among the activity's events. */
  readonly index: number;
  readonly event: NormalizedEvent;
}

/**
 * Returns an event in exactly the shape a relay delivers, so that a workflow can switch from one
 * trigger to the other. There is no connection here, so its id is null.
 */
export async function eventItem(options: EventItemOptions): Promise<IDataObject> {
  const { context, source, id, index, event } = options;
  const fetches = readTypedYesNo({
    value: context.getNodeParameter('fetchDocument', false),
    field: 'Fetch Document',
  });
  const { document, enrichment } = fetches ? await fetchDocument(options) : {};
  const { id: workflowId } = context.getWorkflow();
  const body = createEvent({
    id: eventId({
      connectionId: `${workflowId ?? ''}/${context.getNode().id}`,
      activityId: id,
      index,
    }),
    connectionId: '',
    source: source.name,
    normalized: event,
    ...(document === undefined ? {} : { document }),
    ...(enrichment === undefined ? {} : { enrichment }),
  });
  const output = readEventOutput({
    node: context.getNode(),
    parameter: (name, otherwise) => context.getNodeParameter(name, otherwise as string),
  });
  const json = eventJson(body, output);
  return 'connectionId' in json ? { ...json, connectionId: null } : json;
}

/** Fetches the event's document. On failure the event is emitted without it, stating the reason. */
async function fetchDocument(options: EventItemOptions): Promise<{
  readonly document?: EventDocument;
  readonly enrichment: EnrichmentOutcome;
}> {
  const { source, credentials, transport, signal, event } = options;
  if (event.subject === null) return unavailable('no_document');
  try {
    const document = await source.enrich(event.subject, {
      credentials,
      settings: {},
      transport,
      signal,
    });
    return document === null
      ? unavailable('no_document')
      : { document, enrichment: { state: 'complete' } };
  } catch (error) {
    options.context.logger.warn(
      `Envoice Trigger: the document could not be fetched. ${String(error)}`,
    );
    return unavailable(signal.aborted ? 'timeout' : reasonOf(error));
  }
}

type Reason = (EnrichmentOutcome & { state: 'unavailable' })['reason'];

function unavailable(reason: Reason): { readonly enrichment: EnrichmentOutcome } {
  return { enrichment: { state: 'unavailable', reason } };
}

function reasonOf(error: unknown): Reason {
  if (!(error instanceof VendorError)) return 'failed';
  if (error.code === 'vendor_unauthorized') return 'refused';
  return error.code === 'vendor_unreachable' ? 'timeout' : 'failed';
}
