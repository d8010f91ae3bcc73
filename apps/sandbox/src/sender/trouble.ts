import { stringStyles } from '@invoice-relay/core/signature';
import type { StringStyle } from '@invoice-relay/core/signature';
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
  /** A refusal of the API names no reason: all that its data contract has is null. */
  faultsWithoutText: flag,
  /** The status of a refusal; the vendor's framework is known with 200 and 400. */
  faultStatus: v.optional(v.picklist([200, 400, 500], 'must be 200, 400 or 500')),
  /** Bad requests are answered as ASP.NET Web API does: `Message` and `ModelState`. */
  modelState: flag,
  /** A page of the API that holds nothing comes without `Result`. */
  pagesWithoutResult: flag,
  /** The API's answers are JSON that is labelled as HTML. */
  labelledHtml: flag,
  /** The API writes amounts as Newtonsoft.Json writes doubles: `100.0`, `1E+21`. */
  netNumbers: flag,
  /** The API's dates are local times with this offset, and its activities carry `CreatedOn`. */
  apiOffset: v.optional(
    v.pipe(v.string(), v.regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/, 'must be an offset such as +01:00')),
  ),
  /** The times of webhooks are this many hours ahead of the truth, and say nothing of it. */
  webhookClockHours: v.optional(
    v.pipe(
      v.number('must be a number of hours'),
      v.integer('must be whole hours'),
      v.minValue(-14, 'must be at least -14'),
      v.maxValue(14, 'must be at most 14'),
    ),
  ),
  /**
   * Webhooks number the types 17 to 19 as the vendor's older lists have them: SentToAccountant,
   * DownloadedAsPdf, Payoneer. Which order is right nobody outside knows.
   */
  payoneerLast: flag,
  /** How another serializer writes the texts of webhooks. */
  webhookStrings: v.optional(v.picklist(stringStyles, `must be one of ${stringStyles.join(', ')}`)),
  /** Webhooks leave out the members of their activity that are null. */
  webhookWithoutNulls: flag,
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
  readonly faultsWithoutText: boolean;
  readonly faultStatus: 200 | 400 | 500;
  readonly modelState: boolean;
  readonly pagesWithoutResult: boolean;
  readonly labelledHtml: boolean;
  readonly netNumbers: boolean;
  readonly apiOffset: string | null;
  readonly webhookClockHours: number;
  readonly payoneerLast: boolean;
  /** `null`: as they were recorded. */
  readonly webhookStrings: StringStyle | null;
  readonly webhookWithoutNulls: boolean;
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
    faultsWithoutText: trouble.faultsWithoutText ?? false,
    faultStatus: trouble.faultStatus ?? 200,
    modelState: trouble.modelState ?? false,
    pagesWithoutResult: trouble.pagesWithoutResult ?? false,
    labelledHtml: trouble.labelledHtml ?? false,
    netNumbers: trouble.netNumbers ?? false,
    apiOffset: trouble.apiOffset ?? null,
    webhookClockHours: trouble.webhookClockHours ?? 0,
    payoneerLast: trouble.payoneerLast ?? false,
    webhookStrings: trouble.webhookStrings ?? null,
    webhookWithoutNulls: trouble.webhookWithoutNulls ?? false,
  };
}
