import { eventSubjectKindSchema, eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named, pageSchema, textList } from '../../index.ts';
import { eventViewSchema } from '../events/events.schemas.ts';

export const sourceNamesSchema = v.pipe(textList, v.array(v.string()));

export const eventTypeListSchema = v.strictObject({
  sources: v.pipe(
    v.optional(sourceNamesSchema),
    v.description(
      'Only what these sources tell of: names as in `GET /v1/sources`, with commas between them or as several parameters. `relay` is for operational events.',
    ),
  ),
  view: v.pipe(
    v.optional(v.picklist(['full', 'names'], 'must be "full" or "names"'), 'full'),
    v.description('`names` leaves out JSON Schemas and samples, which are nearly all of it.'),
  ),
});
export type EventTypeList = v.InferOutput<typeof eventTypeListSchema>;

export const eventTypeViewSchema = named(
  'EventType',
  v.strictObject({
    type: eventTypeSchema,
    title: v.string(),
    description: v.string(),
    subject: v.pipe(
      v.nullable(eventSubjectKindSchema),
      v.description('What events of this type are about, as a rule.'),
    ),
    schema: v.pipe(
      v.optional(v.record(v.string(), v.unknown())),
      v.description(
        'JSON Schema (draft 2020-12) of the body that a subscriber gets. Not with `view=names`.',
      ),
    ),
    sample: v.pipe(v.optional(eventViewSchema), v.description('Not with `view=names`.')),
  }),
);

export const eventTypePageSchema = pageSchema(eventTypeViewSchema);
