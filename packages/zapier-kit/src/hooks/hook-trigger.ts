import type { Event, EventTypePattern } from '@invoice-relay/core/events';
import type { PlainInputField, Trigger } from 'zapier-platform-core';

import { outputFieldsOf } from '../output/output-fields.ts';
import { performing } from '../perform.ts';
import type { Run } from '../perform.ts';
import { openRelay } from '../relay/open-relay.ts';
import { guideUrl } from '../relay/relay-fields.ts';
import type { LineFields } from '../output/flat-document.ts';
import { carriedBy, toRecord } from './event-record.ts';
import { newestEvents } from './list-events.ts';
import { receiveEvent } from './receive.ts';
import { subscribeZap, unsubscribeZap } from './subscribe.ts';

/** How many of the newest events are shown outside of a test. */
const listed = 50;

export interface HookTriggerOptions {
  readonly key: string;
  readonly noun: string;
  /** Title Case: `Invoice Paid`. */
  readonly label: string;
  /** `Triggers when … .` */
  readonly description: string;
  /** The relay's name of the source: `envoice`. Events of other sources do not start the Zap. */
  readonly source: string;
  /** The display name of the source: `Envoice`. */
  readonly service: string;
  /** What to subscribe to; from the input, if there is a choice. */
  readonly eventTypes: (input: Run['input']) => readonly EventTypePattern[];
  /**
   * Shown before there is an event, with documents as the source creates them: those that it
   * contains are in every event, or null.
   */
  readonly sample: Event;
  /** The names of line item fields in the app's forms. */
  readonly lineFields: LineFields;
  /** Fields before that of the connection. */
  readonly inputFields?: readonly PlainInputField[];
  /** Whether events have documents only if the connection enriches them. */
  readonly needsEnrich?: boolean;
}

/** An instant trigger: a REST hook at the relay, one subscription per Zap. */
export function hookTrigger(options: HookTriggerOptions): Trigger {
  const { key, noun, label, description, source, service } = options;
  const { inputFields = [], needsEnrich = false, lineFields } = options;
  const shape = { carries: carriedBy(options.sample), lineFields };
  const sample = toRecord(options.sample, shape);
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      type: 'hook',
      inputFields: [...inputFields, connectionField({ service, needsEnrich })],

      performSubscribe: performing((run) =>
        subscribeZap(run, {
          eventTypes: options.eventTypes(run.input),
          connectionId: connectionOf(run),
          description: `Zapier: ${label} (${service})`,
        }),
      ),

      performUnsubscribe: performing(unsubscribeZap),

      perform: performing(async (run) => {
        const event = toRecord(await receiveEvent(run), shape);
        return event['source'] === source ? [event] : [];
      }),

      performList: performing(async (run) => {
        const events = await newestEvents({
          relay: openRelay(run),
          source,
          eventTypes: options.eventTypes(run.input),
          connectionId: connectionOf(run),
          limit: run.bundle.meta?.isLoadingSample ? 3 : listed,
        });
        return events.map((event) => toRecord(event, shape));
      }),

      sample,
      outputFields: outputFieldsOf(sample),
    },
  };
}

function connectionField(options: {
  readonly service: string;
  readonly needsEnrich: boolean;
}): PlainInputField {
  const { service, needsEnrich } = options;
  const documents = needsEnrich
    ? ' Amounts, customer, and line items are only filled in if `enrich` is on for the connection.'
    : '';
  return {
    key: 'relay_connection_id',
    label: 'Relay Connection',
    type: 'string',
    required: false,
    dynamic: 'relay_connection_list.id.name',
    helpText: `Only trigger on events of this connection of your Invoice Relay. Leave empty to include all its ${service} connections. This trigger needs a relay: [how to get one](${guideUrl}).${documents}`,
  };
}

function connectionOf({ input }: Run): string | undefined {
  const id = input['relay_connection_id'];
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}
