import * as v from 'valibot';

import {
  eventTypes,
  isOperationalEventType,
  operationalEventTypes,
  type EventType,
} from './event-type.ts';
import { nearest } from './nearest.ts';

/** The prefixes before each dot: `relay` and `relay.connection` of `relay.connection.silent`. */
type Prefix<Type extends string> = Type extends `${infer First}.${infer Rest}`
  ? First | (Rest extends `${infer Second}.${string}` ? `${First}.${Second}` : never)
  : never;

/**
 * One event type, all types with the same prefix (`invoice.*`, `relay.connection.*`), or `*`:
 * everything that happens in the invoicing systems. `*` does not include operational events:
 * `relay.*` selects those.
 */
export type EventTypePattern = EventType | `${Prefix<EventType>}.*` | '*';

const prefixes = [...new Set(eventTypes.map((type) => type.slice(0, type.indexOf('.'))))];

const operationalPrefixes = [
  ...new Set(operationalEventTypes.map((type) => type.slice(0, type.lastIndexOf('.')))),
];

/** Every pattern that exists: few enough for a list, which pickers and OpenAPI can show. */
export const eventTypePatterns: readonly EventTypePattern[] = [
  '*',
  ...[...prefixes, ...operationalPrefixes].map(
    (prefix) => `${prefix as Prefix<EventType>}.*` as const,
  ),
  ...eventTypes,
];

/** Rejects what would match nothing, and says what may have been meant. */
export const eventTypePatternSchema = v.picklist(eventTypePatterns, ({ input }) => {
  const meant =
    typeof input === 'string' ? nearest({ name: input, candidates: eventTypePatterns }) : [];
  const suggestion =
    meant.length === 0 ? '' : ` Did you mean ${meant.map((name) => `"${name}"`).join(' or ')}?`;
  const shown =
    typeof input === 'string' ? JSON.stringify(input.slice(0, 64)) : `A ${typeof input}`;
  return (
    `${shown} matches no event type.${suggestion} Use an event type, a group such as "invoice.*" ` +
    `(${prefixes.join(', ')}), or "*" for everything except relay.*.`
  );
});

/**
 * Whether any of the patterns matches this event type. No patterns match nothing, and `*` matches
 * no operational event.
 */
export function matchesEventType(options: {
  readonly patterns: readonly EventTypePattern[];
  readonly type: EventType;
}): boolean {
  const { patterns, type } = options;
  return patterns.some(
    (pattern) =>
      (pattern === '*' && !isOperationalEventType(type)) ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}
