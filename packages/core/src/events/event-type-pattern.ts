import * as v from 'valibot';

import { eventTypes, type EventType } from './event-type.ts';
import { nearest } from './nearest.ts';

type Prefix<Type extends string> = Type extends `${infer First}.${string}` ? First : never;

/** One event type, all types that begin alike (`invoice.*`), or all there are (`*`). */
export type EventTypePattern = EventType | `${Prefix<EventType>}.*` | '*';

const prefixes = [...new Set(eventTypes.map((type) => type.slice(0, type.indexOf('.'))))];

/** Every pattern that there is: few enough to be a list, which pickers and OpenAPI can show. */
export const eventTypePatterns: readonly EventTypePattern[] = [
  '*',
  ...prefixes.map((prefix) => `${prefix as Prefix<EventType>}.*` as const),
  ...eventTypes,
];

/** Refuses what would match nothing, and says what may have been meant. */
export const eventTypePatternSchema = v.picklist(eventTypePatterns, ({ input }) => {
  const meant =
    typeof input === 'string' ? nearest({ name: input, candidates: eventTypePatterns }) : [];
  const suggestion =
    meant.length === 0 ? '' : ` Did you mean ${meant.map((name) => `"${name}"`).join(' or ')}?`;
  const shown =
    typeof input === 'string' ? JSON.stringify(input.slice(0, 64)) : `A ${typeof input}`;
  return (
    `${shown} matches no event type.${suggestion} Give an event type, a group such as "invoice.*" ` +
    `(${prefixes.join(', ')}), or "*" for all.`
  );
});

/** Whether any of the patterns stands for this event type. No patterns match nothing. */
export function matchesEventType(options: {
  readonly patterns: readonly EventTypePattern[];
  readonly type: EventType;
}): boolean {
  const { patterns, type } = options;
  return patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}
