import { eventSubjectKindSchema, eventTypeSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named, pageSchema, textList } from '../../index.ts';
import { eventViewSchema } from '../events/events.schemas.ts';

export const sourceNamesSchema = v.pipe(textList, v.array(v.string()));

export const eventTypeListSchema = v.strictObject({
  sources: v.pipe(
    v.optional(sourceNamesSchema),
    v.description(
      'Only types that these sources produce: names as in `GET /v1/sources`, comma-separated or as repeated parameters. Use `relay` for operational events.',
    ),
  ),
  view: v.pipe(
    v.optional(v.picklist(['full', 'names'], 'must be "full" or "names"'), 'full'),
    v.description(
      '`names` omits JSON Schemas and samples, which make up nearly all of the response.',
    ),
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
      v.description('What events of this type are usually about.'),
    ),
    schema: v.pipe(
      v.optional(v.record(v.string(), v.unknown())),
      v.description(
        'JSON Schema (draft 2020-12) of the body that subscribers receive. Omitted with `view=names`.',
      ),
    ),
    sample: v.pipe(v.optional(eventViewSchema), v.description('Omitted with `view=names`.')),
  }),
);

export const eventTypePageSchema = pageSchema(eventTypeViewSchema);
