import { eventTypePatternSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { positionSchema } from './stream-position.ts';

const feeds = ['events', 'deliveries'] as const;
export type Feed = (typeof feeds)[number];

/** Several values: with commas between them, or as several parameters. */
const listSchema = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) =>
    [given]
      .flat()
      .flatMap((text) => text.split(','))
      .map((one) => one.trim()),
  ),
);

export const streamQuerySchema = v.strictObject({
  feeds: v.pipe(
    v.optional(
      v.pipe(listSchema, v.array(v.picklist(feeds, `must be one of: ${feeds.join(', ')}`))),
    ),
    v.description('`events`, `deliveries`, or both, which it is when left out.'),
  ),
  type: v.pipe(
    v.optional(v.pipe(listSchema, v.array(eventTypePatternSchema))),
    v.description(
      'Only events of these types, or deliveries of such: as in `GET /v1/events`. Left out, all of them, operational events too.',
    ),
  ),
  lastEventId: v.pipe(
    v.optional(positionSchema),
    v.description('The same as the header `Last-Event-ID`, for callers that cannot set one.'),
  ),
});
export type StreamQuery = v.InferOutput<typeof streamQuerySchema>;
