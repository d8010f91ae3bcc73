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
  'must be a time such as 2026-11-20T10:00:00Z, or a date such as 2026-11-20 (in UTC); write the "+" of an offset as %2B',
);

/** Maximum length of a search, in characters. */
const longestSearch = 200;
const searchMessage = `must be 1 to ${longestSearch} characters, none of them a control character`;

/** As typed. */
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
      'The `next` of the previous page, or the id of an event: returns what follows it. To follow the log, keep the id of the last event you have seen.',
    ),
  ),
  search: v.pipe(
    v.optional(searchSchema),
    v.description(
      'Search by prefix: invoice number (`INV-7`, `inv 7`, or just `7`), any word of the customer’s name, or the customer’s email address, ignoring case, accents, spaces and punctuation; also the exact id of a subject or event. Number and customer are only known if the event contains them; the customer usually comes with the full document.',
    ),
  ),
  type: v.pipe(
    v.optional(patternsSchema, '*'),
    v.description(
      'Only these event types: `invoice.paid`, a group such as `invoice.*`, or several, comma-separated or as repeated parameters. The default is `*`: all except operational events, which `relay.*` selects.',
    ),
  ),
  connectionId: v.pipe(v.optional(v.string()), v.description('Only events of this connection.')),
  subjectKind: v.pipe(
    v.optional(eventSubjectKindSchema),
    v.description('Only events about a subject of this kind.'),
  ),
  subjectId: v.pipe(
    v.optional(v.string()),
    v.description('Only events about the subject with this id, as the vendor gives it.'),
  ),
  from: v.pipe(
    v.optional(momentSchema),
    v.description('Only events whose timestamp is at or after this time (ISO 8601).'),
  ),
  to: v.pipe(
    v.optional(momentSchema),
    v.description('Only events whose timestamp is before this time (ISO 8601).'),
  ),
  order: v.pipe(
    v.optional(v.picklist(['asc', 'desc'], 'must be "asc" or "desc"'), 'asc'),
    v.description('`asc`: oldest first, in log order; `desc`: newest first.'),
  ),
});
export type EventList = v.InferOutput<typeof eventListSchema>;

named('JsonValue', jsonValueSchema);
export const eventViewSchema = named('Event', eventSchema);
export const eventPageSchema = pageSchema(eventViewSchema);
