import type { JsonObject, JsonValue, NormalizedEvent } from '@invoice-relay/core/events';
import type { Activity, NormalizeContext } from '@invoice-relay/core/source';

import { decodeUtf8, jsonValue, readRawMembers, setMember } from '@invoice-relay/core/json';
import type { RawMember, RawMembers } from '@invoice-relay/core/json';
import { isAbsent, vendorId } from '../vendor-id.ts';
import { clockHoursAt, readFacts } from '../learning/facts.ts';
import type { EnvoiceFacts } from '../learning/facts.ts';
import { findActivityType, typeNumber } from './activity-types.ts';
import type { ActivityType } from './activity-types.ts';
import { eventTimestamp, moveByHours } from './dates.ts';
import { findSubject, subjectMembers } from './subject.ts';
import type { FoundSubject } from './subject.ts';

/**
 * Converts an activity of Envoice to its event. Pure.
 *
 * Reads the `Activity` of a webhook as well as the shorter ones that the API lists (without
 * `CreatedOn`; the event then has the time at which the activity was first seen). Nothing is
 * dropped: a member that has no place in the event, or does not fit it, is in the attributes under
 * the vendor's name; numbers that JavaScript cannot represent exactly are text there. An activity
 * whose type is not in the table becomes `activity.unknown` with every member in the attributes.
 *
 * What was learned about the connection is applied: the names of numbers, and by how many hours the
 * clock of its webhooks is off.
 *
 * @throws {PayloadError} if `activity.raw` is not a JSON object, which `parse` never produces
 */
export function normalize(
  activity: Activity,
  context: NormalizeContext = {},
): readonly [NormalizedEvent] {
  const facts = readFacts(context.facts);
  const members = readRawMembers(decodeUtf8(activity.raw), { controls: 'allowed' });
  const writtenType = typeOf(members.get('Type'));
  const number = typeNumber(writtenType);
  const name = (number === null ? undefined : facts.types[number]) ?? writtenType;
  const type = findActivityType(name);
  const subject = findSubject({ members, defaultKind: type?.subjectKind });
  const createdAt = textOf(members.get('CreatedOn'));
  return [
    {
      type: type?.eventType ?? 'activity.unknown',
      ...timestampOf({ createdAt, activity, facts, isFromWebhook: number !== null }),
      subject: subject?.subject ?? null,
      attributes: type ? attributesOf({ members, type, subject }) : everything(members),
      activity: {
        id: activity.id,
        type: type?.name ?? String(name),
        message: textOf(members.get('Message')),
        link: textOf(members.get('Link')),
        createdAt,
      },
    },
  ];
}

/**
 * When it happened, and how that is known. Only webhooks write types as numbers, and only their
 * clock is corrected: the dates of the API have their offsets.
 */
function timestampOf(options: {
  readonly createdAt: string | null;
  readonly activity: Activity;
  readonly facts: EnvoiceFacts;
  readonly isFromWebhook: boolean;
}): Pick<NormalizedEvent, 'timestamp' | 'timestampSource'> {
  const { createdAt, activity, facts, isFromWebhook } = options;
  const timestamp = createdAt === null ? null : eventTimestamp(createdAt, activity.seenAt);
  if (timestamp === null) return { timestamp: activity.seenAt, timestampSource: 'seen' };
  if (!isFromWebhook || !timestamp.endsWith('Z')) return { timestamp };
  const hours = clockHoursAt(facts, Date.parse(timestamp));
  return hours === 0
    ? { timestamp }
    : { timestamp: moveByHours(timestamp, -hours), timestampSource: 'corrected' };
}

/** The type as written: a number, or text. Anything else as its JSON; nothing as `""`. */
function typeOf(member: RawMember | undefined): number | string {
  if (member === undefined || member.source === 'null') return '';
  const value = jsonValue(member.source);
  return typeof value === 'number' || typeof value === 'string' ? value : member.source;
}

function textOf(member: RawMember | undefined): string | null {
  return member?.kind === 'string' ? String(jsonValue(member.source)) : null;
}

function attributesOf(options: {
  readonly members: RawMembers;
  readonly type: ActivityType;
  readonly subject: FoundSubject | null;
}): JsonObject {
  const attributes: Record<string, JsonValue> = { ...options.type.attributes };
  for (const [name, member] of options.members) {
    if (options.subject?.members.includes(name) || hasItsPlace(name, member)) continue;
    if (!Object.hasOwn(attributes, name)) setMember(attributes, name, jsonValue(member.source));
  }
  return attributes;
}

const subjectNames = new Set(subjectMembers.flatMap(({ id, number }) => [id, number]));

/** Whether the event contains this member elsewhere, or the member is empty. */
function hasItsPlace(name: string, member: RawMember): boolean {
  if (name === 'Type') return true;
  if (name === 'Id') return isAbsent(member) || vendorId(member) !== null;
  if (name === 'Message' || name === 'Link' || name === 'CreatedOn') {
    return member.kind === 'string' || member.source === 'null';
  }
  return subjectNames.has(name) && isAbsent(member);
}

function everything(members: RawMembers): JsonObject {
  const attributes: Record<string, JsonValue> = {};
  for (const [name, member] of members) setMember(attributes, name, jsonValue(member.source));
  return attributes;
}
