import * as v from 'valibot';

const day = 86_400_000;
const milliseconds = v.pipe(
  v.number('must be a number of milliseconds'),
  v.integer('must be a whole number of milliseconds'),
  v.minValue(1, 'must be at least 1 ms'),
  v.maxValue(day, 'must be at most a day (86400000 ms)'),
);
const count = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);
const flag = v.optional(v.boolean('must be true or false'));

/** How the vendor behaves badly, as a sender of webhooks and as an API. What is left out is as usual. */
export const troubleSchema = v.strictObject({
  /** The waits after the first, second, … failed try in a row. The last one repeats. */
  retryDelaysMs: v.optional(
    v.pipe(v.array(milliseconds), v.maxLength(100, 'must hold at most 100 waits')),
    [1_000, 5_000, 30_000],
  ),
  /** A URL is ignored after this many failed tries in a row. Usually when the waits are used up. */
  ignoreAfter: v.optional(count),
  /** How long it is ignored before the next try. Usually as long as the last wait. */
  ignoreForMs: v.optional(milliseconds),
  /** Each n-th activity is sent twice, as if the answer to the first had been lost. */
  repeatEvery: v.optional(count),
  /** How long the API takes before it answers. */
  latencyMs: v.optional(milliseconds),
  /** Which part of the API's calls fail with status 500: 0.25 is every fourth, by chance. */
  failRate: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be from 0 to 1'),
      v.maxValue(1, 'must be from 0 to 1'),
    ),
  ),
  /** More calls of the API within a second get status 429 and `Retry-After`. */
  rateLimitPerSecond: v.optional(count),
  /** The API refuses everything with status 200 and `IsFaulted`. */
  faulted: flag,
  /** The API answers with an HTML page: `true` is status 503, or any other status. */
  html: v.optional(
    v.union(
      [v.boolean(), v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))],
      'must be true, false or a status from 200 to 599',
    ),
  ),
  /** The API's answers hold enums as numbers, as the vendor's guide shows them. */
  ordinals: flag,
  /** The API's answers hold `null` for what is not there, as the vendor's guide shows it. */
  nulls: flag,
});
export type Trouble = v.InferOutput<typeof troubleSchema>;

/** The same with nothing left out. */
export interface EffectiveTrouble {
  readonly retryDelaysMs: readonly number[];
  readonly ignoreAfter: number;
  readonly ignoreForMs: number;
  readonly repeatEvery: number | null;
  readonly latencyMs: number;
  readonly failRate: number;
  readonly rateLimitPerSecond: number | null;
  readonly faulted: boolean;
  /** The status of the page, or `null`: none. */
  readonly html: number | null;
  readonly ordinals: boolean;
  readonly nulls: boolean;
}

export function effectiveTrouble(trouble: Trouble): EffectiveTrouble {
  return {
    retryDelaysMs: trouble.retryDelaysMs,
    ignoreAfter: trouble.ignoreAfter ?? trouble.retryDelaysMs.length + 1,
    ignoreForMs: trouble.ignoreForMs ?? trouble.retryDelaysMs.at(-1) ?? 30_000,
    repeatEvery: trouble.repeatEvery ?? null,
    latencyMs: trouble.latencyMs ?? 0,
    failRate: trouble.failRate ?? 0,
    rateLimitPerSecond: trouble.rateLimitPerSecond ?? null,
    faulted: trouble.faulted ?? false,
    html: trouble.html === true ? 503 : trouble.html || null,
    ordinals: trouble.ordinals ?? false,
    nulls: trouble.nulls ?? false,
  };
}
