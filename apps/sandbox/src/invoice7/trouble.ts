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
  /** Which part of the calls fail with a page and status 500: 0.25 is every fourth, by chance. */
  failRate: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be from 0 to 1'),
      v.maxValue(1, 'must be from 0 to 1'),
    ),
    0,
  ),
  /** More calls within a second get status 429 and `Retry-After`, from what stands in front. */
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
  /** What stands in front of the site refuses with a page of its own: status 403. */
  forbidden: flag,
  /** The web server is there, Drupal is not: a page with status 503, whoever asks. */
  down: flag,
  /** Drupal's maintenance mode: the API goes on, all else is 503 (seen). */
  maintenance: flag,
  /** Drupal's page with status 404 for the API, as when the module is switched off (seen). */
  notFound: flag,
  /** The login form asks for more than a name and a password, and so refuses them. */
  captcha: flag,
  /** What PDF does: `missing` has no dompdf and redirects, `broken` is its failure on PHP 7.4. */
  pdf: v.optional(
    v.picklist(['works', 'missing', 'broken'], 'must be works, missing or broken'),
    'works',
  ),
  /** Ids whose invoices answer a page with status 500, whether they exist or not. */
  broken: v.optional(
    v.pipe(
      v.array(v.pipe(wholeNumber, v.minValue(1, 'must be at least 1')), 'must be a list of ids'),
      v.maxLength(10_000, 'must hold at most 10000 ids'),
    ),
    [],
  ),
});
export type SiteTrouble = v.InferOutput<typeof siteTroubleSchema>;
