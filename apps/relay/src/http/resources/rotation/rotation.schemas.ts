import * as v from 'valibot';

const longestOverlapSeconds = 30 * 24 * 60 * 60;

/** How to replace an ingest URL or a secret: how long two are valid side by side. */
export const rotationSchema = v.optional(
  v.strictObject({
    overlapSeconds: v.pipe(
      v.optional(
        v.pipe(
          v.number(),
          v.integer('must be a whole number of seconds'),
          v.minValue(0, 'must not be negative'),
          v.maxValue(longestOverlapSeconds, `must be at most ${longestOverlapSeconds} (30 days)`),
        ),
        24 * 60 * 60,
      ),
      v.description(
        'How long the previous one stays valid; 24 hours by default. Those replaced earlier stay valid for as long as was promised; 0 ends all of them immediately.',
      ),
    ),
  }),
  {},
);
export type Rotation = v.InferOutput<typeof rotationSchema>;
