import { normalizedEventSchema } from '@invoice-relay/core/events';
import type { JsonValue, NormalizedEvent } from '@invoice-relay/core/events';
import { jsonValue, setMember } from '@invoice-relay/core/json';
import type { RawMember, RawMembers } from '@invoice-relay/core/json';
import type { Activity } from '@invoice-relay/core/source';
import * as v from 'valibot';

/** Converts a record of an unknown kind, as a later version may write it: all of it is kept. */
export function normalizeUnknown(options: {
  readonly activity: Activity;
  readonly members: RawMembers;
}): NormalizedEvent {
  const { activity, members } = options;
  const id = textOf(members.get('id'));
  const observedAt = textOf(members.get('observedAt'));
  const attributes: Record<string, JsonValue> = {};
  for (const [name, member] of members) setMember(attributes, name, jsonValue(member.source));
  return {
    type: 'activity.unknown',
    timestamp: v.is(normalizedEventSchema.entries.timestamp, observedAt)
      ? observedAt
      : activity.seenAt,
    subject: id === null ? null : { kind: 'invoice', id, number: null },
    attributes,
    activity: {
      id: activity.id,
      type: textOf(members.get('change')) ?? '',
      message: null,
      link: null,
      createdAt: observedAt,
    },
  };
}

function textOf(member: RawMember | undefined): string | null {
  return member?.kind === 'string' ? String(jsonValue(member.source)) || null : null;
}
