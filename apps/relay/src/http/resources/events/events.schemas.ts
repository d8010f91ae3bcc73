import {
  eventSchema,
  eventSubjectKindSchema,
  eventTypePatternSchema,
  jsonValueSchema,
} from '@invoice-relay/core/events';
import * as v from 'valibot';

import {
  cursorMessage,
  cursors,
  isCursorOf,
  listQuery,
  momentOrDay,
  named,
  pageSchema,
  textList,
} from '../../index.ts';

const patternsSchema = v.pipe(textList, v.array(eventTypePatternSchema));

const momentSchema = momentOrDay(
  'must be a moment such as 2026-11-20T10:00:00Z, or a day such as 2026-11-20 (in UTC); write the "+" of an offset as %2B',
);

/** Of what is searched for, so much at most. Characters. */
const longestSearch = 200;
const searchMessage = `must be 1 to ${longestSearch} characters, none of them a control character`;

/** As somebody types it. */
const searchSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, searchMessage),
  v.maxLength(longestSearch, searchMessage),
  v.regex(/^\P{Cc}*$/u, searchMessage),
);

export const eventListSchema = v.strictObject({
  ...listQuery(cursors.seq).entries,
  after: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.maxLength(1_024),
        v.check(
          (text) => text.startsWith('evt_') || isCursorOf(cursors.seq, text),
          `${cursorMessage}, or the id of an event`,
        ),
      ),
    ),
    v.description(
      'The `next` of the page before, or the id of an event: what comes after it. Whoever follows the log keeps the id of the last event that was seen.',
    ),
  ),
  search: v.pipe(
    v.optional(searchSchema),
    v.description(
      'Only those whose number begins so (`INV-7`, `inv 7`, or `7` alone), whose customer’s name has a word that begins so, or whose customer’s email address begins so, whatever its case, accents, blanks and punctuation; and those about the subject with exactly this id, or the event with it. Number and customer are known of an event as far as it says them: the customer as a rule with its document.',
    ),
  ),
  type: v.pipe(
    v.optional(patternsSchema, '*'),
    v.description(
      'Only these event types: `invoice.paid`, a group such as `invoice.*`, or several, with commas between them or as several parameters. Left out, it is `*`: all but operational events, which come with `relay.*`.',
    ),
  ),
  connectionId: v.pipe(v.optional(v.string()), v.description('Only those of this connection.')),
  subjectKind: v.pipe(
    v.optional(eventSubjectKindSchema),
    v.description('Only those about a subject of this kind.'),
  ),
  subjectId: v.pipe(
    v.optional(v.string()),
    v.description('Only those about the subject with this id, as the vendor gives it.'),
  ),
  from: v.pipe(
    v.optional(momentSchema),
    v.description('Only those whose timestamp is at this moment or later (ISO 8601).'),
  ),
  to: v.pipe(
    v.optional(momentSchema),
    v.description('Only those whose timestamp is before this moment (ISO 8601).'),
  ),
  order: v.pipe(
    v.optional(v.picklist(['asc', 'desc'], 'must be "asc" or "desc"'), 'asc'),
    v.description('`asc`: oldest first, in the order of the log; `desc`: newest first.'),
  ),
});
export type EventList = v.InferOutput<typeof eventListSchema>;

named('JsonValue', jsonValueSchema);
export const eventViewSchema = named('Event', eventSchema);
export const eventPageSchema = pageSchema(eventViewSchema);
