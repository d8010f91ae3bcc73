import { eventTypeSchema, subjectKindSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { named, pageSchema } from '../../index.ts';
import { eventViewSchema } from '../events/events.schemas.ts';

export const eventTypeViewSchema = named(
  'EventType',
  v.strictObject({
    type: eventTypeSchema,
    title: v.string(),
    description: v.string(),
    subject: v.pipe(
      v.nullable(subjectKindSchema),
      v.description('What events of this type are about, as a rule.'),
    ),
    schema: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('JSON Schema (draft 2020-12) of the body that a subscriber gets.'),
    ),
    sample: eventViewSchema,
  }),
);

export const eventTypePageSchema = pageSchema(eventTypeViewSchema);
