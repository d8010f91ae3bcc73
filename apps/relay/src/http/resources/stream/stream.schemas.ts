import { eventTypePatternSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { textList } from '../../index.ts';
import { positionSchema } from './stream-position.ts';

const feeds = ['events', 'deliveries'] as const;
export type Feed = (typeof feeds)[number];

export const streamQuerySchema = v.strictObject({
  feeds: v.pipe(
    v.optional(v.pipe(textList, v.array(v.picklist(feeds, `must be one of: ${feeds.join(', ')}`)))),
    v.description('`events`, `deliveries`, or both (the default).'),
  ),
  type: v.pipe(
    v.optional(v.pipe(textList, v.array(eventTypePatternSchema))),
    v.description(
      'Only events of these types, or deliveries of such events: as in `GET /v1/events`. Default: all, including operational events.',
    ),
  ),
  lastEventId: v.pipe(
    v.optional(positionSchema),
    v.description('Same as the header `Last-Event-ID`, for clients that cannot set headers.'),
  ),
});
export type StreamQuery = v.InferOutput<typeof streamQuerySchema>;
