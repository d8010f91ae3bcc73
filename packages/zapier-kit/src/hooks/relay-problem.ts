import {
  eventTypeInfo,
  findEventType,
  operationalEventTypes,
  operationalSource,
} from '@invoice-relay/core/events';
import type { EventTypePattern } from '@invoice-relay/core/events';
import { isObject } from '@invoice-relay/core/json';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';
import type { Trigger } from 'zapier-platform-core';

import { outputFieldsOf } from '../output/output-fields.ts';
import { performing } from '../perform.ts';
import type { Run } from '../perform.ts';
import { openRelay } from '../relay/open-relay.ts';
import { guideUrl } from '../relay/relay-fields.ts';
import { chosenTypes } from './chosen-types.ts';
import type { EventRecord } from './event-record.ts';
import { receiveEvent } from './receive.ts';
import { subscribeZap, unsubscribeZap } from './subscribe.ts';

const label = 'Problems';

/** How many of the newest are shown outside of a test. */
const listed = 50;

/** In every record, or null: what people put into a message. */
const told = ['summary', 'reason', 'since', 'action', 'name'] as const;

/** An instant trigger for operational events of the relay: the same in every app. */
export function relayProblemTrigger(): Trigger {
  const sample = toProblem(findEventType('relay.subscription.failing').sample);
  return {
    key: 'relay_problem',
    noun: 'Problem',
    display: {
      label: 'Relay Problem',
      description: 'Triggers when something breaks in your Invoice Relay, or works again.',
    },
    operation: {
      type: 'hook',
      inputFields: [
        {
          key: 'event_types',
          label,
          type: 'string',
          list: true,
          required: false,
          choices: Object.fromEntries(
            operationalEventTypes.map((type) => [type, eventTypeInfo[type].title]),
          ),
          helpText: `The event types that start the Zap. Leave empty for all. With a relay key that is not an administrator’s, the trigger covers that key’s subscriptions and every connection. This trigger needs a relay: [how to get one](${guideUrl}).`,
        },
      ],
      performSubscribe: performing((run) =>
        subscribeZap(run, {
          eventTypes: typesOf(run),
          description: 'Zapier: Relay Problem',
        }),
      ),
      performUnsubscribe: performing(unsubscribeZap),
      perform: performing(async (run) => {
        const event = await receiveEvent(run);
        return flattenEvent(event)['source'] === operationalSource ? [toProblem(event)] : [];
      }),
      performList: performing(async (run) => {
        const { data } = await openRelay(run).events.list({
          type: typesOf(run),
          order: 'desc',
          limit: run.bundle.meta?.isLoadingSample ? 3 : listed,
        });
        return data.map(toProblem);
      }),
      sample,
      outputFields: outputFieldsOf(sample),
    },
  };
}

function typesOf({ input }: Run): readonly EventTypePattern[] {
  const value = input['event_types'];
  const types = chosenTypes({ value, field: label, choices: operationalEventTypes });
  return types.length === 0 ? ['relay.*'] : types;
}

/** Human-readable sentences first, then what the relay sent. */
function toProblem(event: EventBody): EventRecord {
  const { id, type, timestamp, connectionId, subject, attributes } = flattenEvent(event);
  const members = isObject(attributes) ? attributes : {};
  return {
    id,
    type,
    timestamp,
    ...Object.fromEntries(told.map((name) => [name, members[name] ?? null])),
    connectionId: connectionId ?? null,
    subject: subject ?? null,
    attributes: members,
  };
}
