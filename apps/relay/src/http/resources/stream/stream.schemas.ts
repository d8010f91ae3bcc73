import { eventTypePatternSchema } from '@invoice-relay/core/events';
import * as v from 'valibot';

import { textList } from '../../index.ts';
import { positionSchema } from './stream-position.ts';

const feeds = ['events', 'deliveries'] as const;
export type Feed = (typeof feeds)[number];

export const streamQuerySchema = v.strictObject({
  feeds: v.pipe(
    v.optional(v.pipe(textList, v.array(v.picklist(feeds, `must be one of: ${feeds.join(', ')}`)))),
    v.description('`events`, `deliveries`, or both, which it is when left out.'),
  ),
  type: v.pipe(
    v.optional(v.pipe(textList, v.array(eventTypePatternSchema))),
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
