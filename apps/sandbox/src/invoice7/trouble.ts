import * as v from 'valibot';

const day = 86_400_000;
const wholeNumber = v.pipe(v.number('must be a whole number'), v.integer('must be a whole number'));
const flag = v.optional(v.boolean('must be true or false'), false);

/** Misbehavior of the site. Omitted members have their defaults. */
export const siteTroubleSchema = v.strictObject({
  /** Response delay. */
  latencyMs: v.optional(
    v.pipe(
      wholeNumber,
      v.minValue(0, 'must not be negative'),
      v.maxValue(day, 'must be at most a day (86400000 ms)'),
    ),
    0,
  ),
  /** Fraction of calls that fail with a page and status 500, e.g. 0.25 for a random quarter. */
  failRate: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be from 0 to 1'),
      v.maxValue(1, 'must be from 0 to 1'),
    ),
    0,
  ),
  /** Further calls within a second get status 429 and `Retry-After` from in front of the site. */
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
  /** Every response is the login page with status 200. */
  html: flag,
  /** PHP writes its notices in front of the JSON. */
  phpWarning: flag,
  /** Something in front of the site rejects requests with its own page: status 403. */
  forbidden: flag,
  /** The web server is up but Drupal is down: a page with status 503 for every request. */
  down: flag,
  /** Drupal's maintenance mode: the API works, everything else is 503 (observed). */
  maintenance: flag,
  /** Drupal's 404 page for the API, as when the module is disabled (observed). */
  notFound: flag,
  /** The login form requires more than a name and password, and so rejects them. */
  captcha: flag,
  /** PDF errors: `missing` lacks dompdf and redirects, `broken` is its failure on PHP 7.4. */
  pdf: v.optional(
    v.picklist(['works', 'missing', 'broken'], 'must be works, missing or broken'),
    'works',
  ),
  /** Ids of invoices whose response is a page with status 500, whether they exist or not. */
  broken: v.optional(
    v.pipe(
      v.array(v.pipe(wholeNumber, v.minValue(1, 'must be at least 1')), 'must be a list of ids'),
      v.maxLength(10_000, 'must hold at most 10000 ids'),
    ),
    [],
  ),
});
export type SiteTrouble = v.InferOutput<typeof siteTroubleSchema>;
