import * as v from 'valibot';

const day = 86_400_000;
const wholeNumber = v.pipe(v.number('must be a whole number'), v.integer('must be a whole number'));
const flag = v.optional(v.boolean('must be true or false'), false);

/** How the site behaves badly. What is left out is as usual. */
export const siteTroubleSchema = v.strictObject({
  /** How long it takes before it answers. */
  latencyMs: v.optional(
    v.pipe(
      wholeNumber,
      v.minValue(0, 'must not be negative'),
      v.maxValue(day, 'must be at most a day (86400000 ms)'),
    ),
    0,
  ),
  /** Which part of the calls fail with status 500: 0.25 is every fourth, by chance. */
  failRate: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be from 0 to 1'),
      v.maxValue(1, 'must be from 0 to 1'),
    ),
    0,
  ),
  /** More calls within a second get status 429 and `Retry-After`. */
  rateLimitPerSecond: v.optional(
    v.nullable(
      v.pipe(
        wholeNumber,
        v.minValue(1, 'must be at least 1'),
        v.maxValue(1_000_000, 'must be at most 1000000'),
      ),
    ),
    null,
  ),
  /** Everything is answered with the page to log in, and status 200. */
  html: flag,
  /** PHP writes its notices in front of the JSON. */
  phpWarning: flag,
  /** The account may not use the API: status 403. */
  forbidden: flag,
  /** The site is in maintenance: status 503, whoever asks. */
  down: flag,
  /** Nothing is found, as when the module is switched off or rewriting is broken. */
  notFound: flag,
  /** Ids whose invoices answer status 500, whether they exist or not. */
  broken: v.optional(
    v.pipe(
      v.array(v.pipe(wholeNumber, v.minValue(1, 'must be at least 1')), 'must be a list of ids'),
      v.maxLength(10_000, 'must hold at most 10000 ids'),
    ),
    [],
  ),
  /** Whether JSON carries `ETag` and `Last-Modified`, and 304 is answered. */
  validators: v.optional(v.boolean('must be true or false'), true),
  /** A member of each invoice that says something else with each reading: its name, or `true`. */
  volatile: v.optional(
    v.union(
      [v.boolean(), v.pipe(v.string(), v.regex(/^[a-z_]{1,50}$/))],
      'must be true, false or a name of small letters and "_"',
    ),
    false,
  ),
});
export type SiteTrouble = v.InferOutput<typeof siteTroubleSchema>;
