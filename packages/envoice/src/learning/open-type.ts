import type { JsonObject } from '@invoice-relay/core/events';
import { decodeUtf8, jsonValue, readRawMembers } from '@invoice-relay/core/json';
import type { Activity } from '@invoice-relay/core/source';

import { alternativeTypes, findActivityType, typeNumber } from '../normalize/activity-types.ts';
import { readFacts } from './facts.ts';

/**
 * Returns the number of a type in a webhook if its meaning is not certain: it is ambiguous, or
 * beyond the table, and nothing was learned about it. `null` for every other activity.
 *
 * @throws {PayloadError} if the activity cannot be read
 */
export function openTypeOf(activity: Activity, facts: JsonObject | undefined): number | null {
  const member = readRawMembers(decodeUtf8(activity.raw), { controls: 'allowed' }).get('Type');
  const number = typeNumber(member && jsonValue(member.source));
  if (number === null || readFacts(facts).types[number] !== undefined) return null;
  return alternativeTypes(number) || !findActivityType(number) ? number : null;
}
