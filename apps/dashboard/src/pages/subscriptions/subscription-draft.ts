import type { SubscriptionInput } from '@invoice-relay/relay-client';

import type { Subscription } from '../../api/views.ts';

/** The form values of a subscription: text, as in the fields. */
export interface SubscriptionDraft {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
  /** Null means all connections, including future ones. */
  readonly connectionIds: readonly string[] | null;
  readonly ordering: 'subject' | 'connection' | 'none';
  readonly maxPerSecond: string;
  readonly maxInFlight: string;
  readonly maxBytes: string;
  readonly expectContentType: string;
  readonly expectBodyIncludes: string;
}

export const emptyDraft: SubscriptionDraft = {
  url: '',
  description: '',
  eventTypes: ['*'],
  connectionIds: null,
  ordering: 'subject',
  maxPerSecond: '',
  maxInFlight: '',
  maxBytes: '',
  expectContentType: '',
  expectBodyIncludes: '',
};

export function draftOf(subscription: Subscription): SubscriptionDraft {
  const { url, description, eventTypes, connectionIds, ordering, expect } = subscription;
  return {
    url,
    description: description ?? '',
    eventTypes,
    connectionIds,
    ordering: ordering as SubscriptionDraft['ordering'],
    maxPerSecond: shown(subscription.maxPerSecond),
    maxInFlight: shown(subscription.maxInFlight),
    maxBytes: shown(subscription.maxBytes),
    expectContentType: expect?.contentType ?? '',
    expectBodyIncludes: expect?.bodyIncludes ?? '',
  };
}

/** Returns all connections, plus selected ones that were deleted, which the relay rejects. */
export function choosable(options: {
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly connectionIds: readonly string[];
}): readonly { readonly id: string; readonly name: string }[] {
  const { connections, connectionIds } = options;
  const gone = connectionIds.filter((id) => !connections.some((one) => one.id === id));
  return [...connections, ...gone.map((id) => ({ id, name: `${id} (deleted)` }))];
}

/** Converts a draft to the API's input, with errors by the path of their field. */
export function inputOf(draft: SubscriptionDraft): {
  readonly input: SubscriptionInput;
  readonly errors: ReadonlyMap<string, string>;
} {
  const errors = new Map<string, string>();
  if (draft.url.trim() === '') errors.set('url', 'Enter the URL to send events to.');
  if (draft.eventTypes.length === 0) {
    errors.set('eventTypes', 'Choose at least one event type, or all events.');
  }
  if (draft.connectionIds?.length === 0) {
    errors.set('connectionIds', 'Choose at least one connection, or all connections.');
  }
  const number = (name: 'maxPerSecond' | 'maxInFlight' | 'maxBytes'): number | null => {
    const text = draft[name].trim();
    if (text === '') return null;
    if (Number.isNaN(Number(text))) errors.set(name, 'Enter a number, or leave this empty.');
    return Number(text);
  };
  const expect = {
    ...(draft.expectContentType.trim() === ''
      ? {}
      : { contentType: draft.expectContentType.trim() }),
    ...(draft.expectBodyIncludes === '' ? {} : { bodyIncludes: draft.expectBodyIncludes }),
  };
  const input: SubscriptionInput = {
    url: draft.url.trim(),
    description: draft.description.trim() === '' ? null : draft.description.trim(),
    eventTypes: draft.eventTypes as SubscriptionInput['eventTypes'],
    connectionIds: draft.connectionIds,
    ordering: draft.ordering,
    maxPerSecond: number('maxPerSecond'),
    maxInFlight: number('maxInFlight'),
    maxBytes: number('maxBytes'),
    expect: Object.keys(expect).length === 0 ? null : expect,
  };
  return { input, errors };
}

/** Returns only the edited fields: another tab or program may have changed the others meanwhile. */
export function changesOf(
  before: SubscriptionDraft,
  after: SubscriptionDraft,
): Partial<SubscriptionInput> {
  const was: Readonly<Record<string, unknown>> = { ...inputOf(before).input };
  const isChanged = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(was[name]);
  return Object.fromEntries(Object.entries(inputOf(after).input).filter(isChanged));
}

function shown(value: number | null): string {
  return value === null ? '' : String(value);
}
