import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import { matchesEventType } from '@invoice-relay/core/events';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { Activity, Transport, WebhookRequest } from '@invoice-relay/core/source';
import { createEnvoiceSource } from '@invoice-relay/envoice';
import type { EnvoiceCredentials, EnvoiceSource } from '@invoice-relay/envoice';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { envoiceCredential, envoiceCredentials } from '../shared/envoice-credentials.ts';
import { readEventTypes } from '../shared/event-types.ts';
import {
  onResponded,
  rawRequest,
  respond,
  respondWhileStopping,
  runWorkflow,
} from '../shared/receive.ts';
import { openSeenIds } from '../shared/seen-ids.ts';
import { createTransport } from '../shared/transport.ts';
import { createRuntime } from '../shared/runtime.ts';
import { countFailedDetection, mayDetect } from './detection-budget.ts';
import { eventItem } from './event-item.ts';
import { chosenScheme, keepScheme, keptScheme } from './scheme.ts';

/** Larger than for a relay, because Envoice resends missed activities however old they are. */
const rememberedIds = 2_000;

/**
 * For all requests to Envoice's API together, with their retries. Keeps the response quick, as
 * Envoice may not wait long; a document that takes longer is left out. Milliseconds.
 */
const patienceMs = 10_000;

/**
 * Handles a webhook from Envoice: verifies it, converts it to events and runs the workflow once.
 */
export async function receiveActivity(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const stopping = respondWhileStopping(context);
  if (stopping !== undefined) return stopping;
  const transport = createTransport({
    context,
    credentialType: envoiceCredential,
    timeoutMs: patienceMs,
  });
  const source = createEnvoiceSource(createRuntime(transport));
  const request = await rawRequest(context);
  const probed = source.webhook.probe(request);
  if (probed !== undefined) return respond(context, { status: probed.status });

  const credentials = await envoiceCredentials(context);
  const now = Date.now();
  const api = { source, credentials, transport, signal: AbortSignal.timeout(patienceMs) };
  const activities = await authentic(context, { ...api, request, now });
  if (activities === 'tooMany') {
    return respond(context, {
      status: 429,
      code: 'too_many_failed_detections',
      message:
        'Too many recent webhooks matched no signature scheme. Check the Auth Key and the Auth Secret of the credential.',
      retryAfterSeconds: 60,
    });
  }
  if (activities instanceof SignatureError || activities instanceof PayloadError) {
    const { code, message } = activities;
    return respond(context, {
      status: activities instanceof SignatureError ? 401 : 400,
      code,
      message,
    });
  }

  const wanted = activities.flatMap((activity) => wantedEvents(context, source, activity));
  if (wanted.length === 0) return respond(context, { status: 200 });
  const taken = takeOnce(context, { ids: [...new Set(wanted.map(({ id }) => id))], now });
  if ('refusal' in taken) return taken.refusal;

  const items: INodeExecutionData[] = [];
  for (const { id, index, event } of wanted) {
    if (!taken.fresh.has(id)) continue;
    const json = await eventItem({ ...api, context, id, index, event });
    items.push({ json });
  }
  return runWorkflow(items, taken.keep);
}

interface WantedEvent {
  /** Id of the activity. */
  readonly id: string;
  /** Index among the activity's events. */
  readonly index: number;
  readonly event: NormalizedEvent;
}

function wantedEvents(
  context: IWebhookFunctions,
  source: EnvoiceSource,
  activity: Activity,
): WantedEvent[] {
  const patterns = readEventTypes({
    value: context.getNodeParameter('eventTypes', ['*']),
    node: context.getNode(),
  });
  return source
    .normalize(activity)
    .map((event, index) => ({ id: activity.id, index, event }))
    .filter(({ event }) => matchesEventType({ patterns, type: event.type }));
}

/** Identifies the node; the same in all its executions. */
function nodeKey(context: IWebhookFunctions): string {
  return `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
}

interface Taken {
  readonly fresh: ReadonlySet<string>;
  /** Writes to the static data what must survive a restart. */
  readonly keep: (begun: boolean) => void;
}

/**
 * Returns the ids that have not run the workflow yet, or the response when there is nothing to run.
 */
function takeOnce(
  context: IWebhookFunctions,
  options: { readonly ids: readonly string[]; readonly now: number },
): Taken | { readonly refusal: IWebhookResponseData } {
  const { ids, now } = options;
  const skips = readTypedYesNo({
    value: context.getNodeParameter('options.skipDuplicates', true),
    field: 'Skip Duplicates',
  });
  const staticData = context.getWorkflowStaticData('node');
  const keepSchemeToo = () => {
    const scheme = keptScheme(staticData);
    if (scheme !== undefined) keepScheme(staticData, scheme);
  };
  // A test in the editor expects one activity, whether or not it was seen before.
  if (context.getMode() === 'manual' || !skips) {
    return { fresh: new Set(ids), keep: keepSchemeToo };
  }
  const seen = openSeenIds({
    key: nodeKey(context),
    staticData,
    limit: rememberedIds,
    now,
  });
  if (ids.some((id) => seen.stateOf(id) === 'running')) {
    return {
      refusal: respond(context, {
        status: 503,
        code: 'running',
        message: 'This activity is already being processed by another request.',
        retryAfterSeconds: 30,
      }),
    };
  }
  const fresh = ids.filter((id) => seen.stateOf(id) === 'new');
  if (fresh.length === 0) return { refusal: respond(context, { status: 200 }) };
  seen.start(fresh);
  onResponded(context, (status) => seen.settle(fresh, status === 200));
  return {
    fresh: new Set(fresh),
    keep(begun) {
      seen.keep(fresh, begun);
      keepSchemeToo();
    },
  };
}

/**
 * Returns the activities of an authentic request. Otherwise returns what is wrong with it, or
 * `tooMany` when too many recent requests matched no known scheme to search for another one.
 */
async function authentic(
  context: IWebhookFunctions,
  options: {
    readonly source: EnvoiceSource;
    readonly request: WebhookRequest;
    readonly credentials: EnvoiceCredentials;
    readonly transport: Transport;
    readonly signal: AbortSignal;
    readonly now: number;
  },
): Promise<readonly Activity[] | SignatureError | PayloadError | 'tooMany'> {
  const { source, request, credentials, now } = options;
  const staticData = context.getWorkflowStaticData('node');
  const chosen = chosenScheme(context);
  const scheme = chosen === 'auto' ? (keptScheme(staticData) ?? 'auto') : chosen;
  const node = nodeKey(context);
  const mayFind = chosen === 'auto' && mayDetect({ node, now });
  if (scheme === 'auto' && !mayFind) return 'tooMany';
  // A detected scheme, unlike one chosen by the user, may be detected again when Envoice changes
  // it.
  const mayFindAnew = mayFind && scheme !== 'auto';
  try {
    const verified = await source.webhook.verify(request, {
      credentials: [credentials],
      scheme,
      now,
      ...(mayFindAnew ? { fallback: 'auto' } : {}),
    });
    const activities = source.webhook.parse(request, { now });
    // Anyone who has seen such a signature once could send anything with it.
    if (verified.strength === 'weak' && !(await isConfirmed(options, activities))) {
      return new SignatureError(
        'signature_mismatch',
        'The signature does not cover the activity, and the Envoice API does not confirm it.',
      );
    }
    if (chosen === 'auto' && verified.scheme !== undefined) {
      keepScheme(staticData, verified.scheme);
    }
    return activities;
  } catch (error) {
    if (mayFind && error instanceof SignatureError) countFailedDetection({ node, now });
    if (error instanceof SignatureError || error instanceof PayloadError) return error;
    return new PayloadError('payload_invalid', String(error));
  }
}

/**
 * Returns whether Envoice's API knows all of these activities; false if the API cannot be reached.
 */
async function isConfirmed(
  options: {
    readonly source: EnvoiceSource;
    readonly credentials: EnvoiceCredentials;
    readonly transport: Transport;
    readonly signal: AbortSignal;
  },
  activities: readonly Activity[],
): Promise<boolean> {
  const { source, credentials, transport, signal } = options;
  const context = { credentials, settings: {}, transport, signal };
  const answers = await source.confirm(activities, context).catch(() => [false]);
  return answers.every((known) => known !== false);
}
