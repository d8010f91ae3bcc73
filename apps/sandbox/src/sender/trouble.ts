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

/** Misbehavior of the vendor's webhook sender and API. Omitted members have their defaults. */
export const troubleSchema = v.strictObject({
  /** Delays after the first, second, … consecutive failed attempt. The last one repeats. */
  retryDelaysMs: v.optional(
    v.pipe(v.array(milliseconds), v.maxLength(100, 'must hold at most 100 waits')),
    [1_000, 5_000, 30_000],
  ),
  /**
   * A URL is ignored after this many consecutive failures. By default, when the delays are used up.
   */
  ignoreAfter: v.optional(count),
  /** How long it is ignored before the next attempt. Defaults to the last delay. */
  ignoreForMs: v.optional(milliseconds),
  /** Every nth activity is sent twice, as if the response to the first had been lost. */
  repeatEvery: v.optional(count),
  /** Delay of the API's responses. */
  latencyMs: v.optional(milliseconds),
  /** Fraction of the API's calls that fail with status 500, e.g. 0.25 for a random quarter. */
  failRate: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be from 0 to 1'),
      v.maxValue(1, 'must be from 0 to 1'),
    ),
  ),
  /** Further API calls within a second get status 429 and `Retry-After`. */
  rateLimitPerSecond: v.optional(count),
  /** The API rejects everything with status 200 and `IsFaulted`. */
  faulted: flag,
  /** The API responds with an HTML page: `true` for status 503, or any other status. */
  html: v.optional(
    v.union(
      [v.boolean(), v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))],
      'must be true, false or a status from 200 to 599',
    ),
  ),
  /** The API's responses have enums as numbers, as in the vendor's guide. */
  ordinals: flag,
  /** The API's responses have `null` for missing members, as in the vendor's guide. */
  nulls: flag,
  /** The API's rejections give no reason: every member of the data contract is null. */
  faultsWithoutText: flag,
  /** Status of rejections; the vendor's framework is known to use 200 and 400. */
  faultStatus: v.optional(v.picklist([200, 400, 500], 'must be 200, 400 or 500')),
  /** Invalid requests are answered as ASP.NET Web API does: `Message` and `ModelState`. */
  modelState: flag,
  /** Empty pages of the API have no `Result`. */
  pagesWithoutResult: flag,
  /** The API's responses are JSON with an HTML content type. */
  labelledHtml: flag,
  /** The API formats amounts as Newtonsoft.Json formats doubles: `100.0`, `1E+21`. */
  netNumbers: flag,
  /** The API's dates are local times with this offset, and its activities have `CreatedOn`. */
  apiOffset: v.optional(
    v.pipe(v.string(), v.regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/, 'must be an offset such as +01:00')),
  ),
  /** Times in webhooks are this many hours ahead, without saying so. */
  webhookClockHours: v.optional(
    v.pipe(
      v.number('must be a number of hours'),
      v.integer('must be whole hours'),
      v.minValue(-14, 'must be at least -14'),
      v.maxValue(14, 'must be at most 14'),
    ),
  ),
  /**
   * Webhooks number the types 17 to 19 as the vendor's older lists do: SentToAccountant,
   * DownloadedAsPdf, Payoneer. Which order is right is not publicly known.
   */
  payoneerLast: flag,
  /** How a different serializer writes the texts of webhooks. */
  webhookStrings: v.optional(v.picklist(stringStyles, `must be one of ${stringStyles.join(', ')}`)),
  /** Webhooks omit null members of their activity. */
  webhookWithoutNulls: flag,
});
export type Trouble = v.InferOutput<typeof troubleSchema>;

/** The same with every member present. */
export interface EffectiveTrouble {
  readonly retryDelaysMs: readonly number[];
  readonly ignoreAfter: number;
  readonly ignoreForMs: number;
  readonly repeatEvery: number | null;
  readonly latencyMs: number;
  readonly failRate: number;
  readonly rateLimitPerSecond: number | null;
  readonly faulted: boolean;
  /** Status of the page, or `null` for none. */
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
  /** `null` for as recorded. */
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
