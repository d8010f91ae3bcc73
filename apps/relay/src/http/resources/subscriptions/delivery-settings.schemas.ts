import * as v from 'valibot';

/** Headers that control how a request is sent, or that the relay itself sets. */
const reserved = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const reservedPrefixes = ['webhook-', 'invoice-relay-'];

const headerName = v.pipe(
  v.string(),
  v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is not the name of a header'),
  v.check((name) => !isReserved(name), 'is a header that the relay or the connection sets itself'),
);

const headerValue = v.pipe(
  v.string(),
  v.maxLength(4_096, 'must have at most 4096 characters'),
  v.regex(
    /^(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?$/,
    'must be visible ASCII characters without leading or trailing white space',
  ),
);

function isReserved(name: string): boolean {
  const lower = name.toLowerCase();
  return reserved.has(lower) || reservedPrefixes.some((prefix) => lower.startsWith(prefix));
}

function namesTwice(headers: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return new Set(names).size < names.length;
}

const headersSchema = v.pipe(
  v.nullable(
    v.pipe(
      v.record(headerName, headerValue),
      v.check((headers) => Object.keys(headers).length <= 20, 'must have at most 20 headers'),
      v.check((headers) => !namesTwice(headers), 'must name each header only once'),
    ),
  ),
  v.description(
    'Custom headers for each request, such as `Authorization`. Stored encrypted and never returned: responses only list their names. Connection headers and names beginning with `webhook-` are not allowed.',
  ),
);

const mediaType = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/i;

const expectSchema = v.pipe(
  v.nullable(
    v.pipe(
      v.strictObject({
        contentType: v.optional(
          v.pipe(v.string(), v.regex(mediaType, 'must be a media type such as "application/json"')),
        ),
        bodyIncludes: v.optional(
          v.pipe(
            v.string(),
            v.minLength(1, 'must not be empty'),
            v.maxLength(1_000, 'must have at most 1000 characters'),
          ),
        ),
      }),
      v.check(
        ({ contentType, bodyIncludes }) => contentType !== undefined || bodyIncludes !== undefined,
        'must have a contentType, a bodyIncludes or both; null expects nothing',
      ),
    ),
  ),
  v.description(
    'What a response must be, besides 2xx, to count as a success; for subscribers behind a login page that responds 200. `bodyIncludes` is searched for in the first 64 KiB.',
  ),
);

function wholeNumber(options: { readonly min: number; readonly max: number }) {
  const { min, max } = options;
  const message = `must be a whole number from ${min} to ${max}, or null`;
  return v.nullable(
    v.pipe(v.number(), v.integer(message), v.minValue(min, message), v.maxValue(max, message)),
  );
}

const rateMessage = 'must be a number from 0.01 to 10000, or null';

/** How a subscription is sent to: the same when creating and updating. */
export const deliverySettings = {
  headers: v.optional(headersSchema),
  expect: v.optional(expectSchema),
  maxBytes: v.pipe(
    v.optional(wholeNumber({ min: 1_024, max: 100_000_000 })),
    v.description(
      'The largest body that the subscriber accepts, in bytes. A larger event is sent without its document, and `data.enrichment` says so. Null means no limit.',
    ),
  ),
  maxPerSecond: v.pipe(
    v.optional(
      v.nullable(
        v.pipe(v.number(), v.minValue(0.01, rateMessage), v.maxValue(10_000, rateMessage)),
      ),
    ),
    v.description(
      'Maximum number of requests started per second. Null lets the relay adapt to the subscriber’s responses.',
    ),
  ),
  maxInFlight: v.pipe(
    v.optional(wholeNumber({ min: 1, max: 64 })),
    v.description(
      'Maximum number of concurrent requests. Null lets the relay adapt to the subscriber’s responses.',
    ),
  ),
};

const settingsSchema = v.object(deliverySettings);
export type DeliverySettings = v.InferOutput<typeof settingsSchema>;

/** The part that is returned. */
export const deliverySettingsView = {
  headerNames: v.pipe(
    v.array(v.string()),
    v.description('The names of the custom headers. Their values are never returned.'),
  ),
  expect: v.nullable(
    v.strictObject({
      contentType: v.exactOptional(v.string()),
      bodyIncludes: v.exactOptional(v.string()),
    }),
  ),
  maxBytes: v.nullable(v.number()),
  maxPerSecond: v.nullable(v.number()),
  maxInFlight: v.nullable(v.number()),
  pace: v.pipe(
    v.strictObject({
      perSecond: v.pipe(
        v.nullable(v.number()),
        v.description('Maximum number of requests started per second; null if unlimited.'),
      ),
      inFlight: v.pipe(v.number(), v.description('Maximum number of concurrent requests.')),
      waitsUntil: v.pipe(
        v.nullable(v.pipe(v.string(), v.isoTimestamp())),
        v.description('Nothing is sent before this time; null if there is no wait.'),
      ),
      reason: v.pipe(
        v.nullable(v.picklist(['too_fast', 'timeouts', 'latency', 'failures', 'settings'])),
        v.description(
          [
            'Why it is not sent to at full speed; null at full speed.',
            '- `too_fast`: it responded 429, or 503 with `Retry-After`.',
            '- `timeouts`: it did not respond in time, or a proxy in front of it responded 502 or 504.',
            '- `latency`: its responses are getting slower.',
            '- `failures`: every attempt fails; a few probe whether it works again.',
            '- `settings`: limited by `maxPerSecond` or `maxInFlight`.',
          ].join('\n'),
        ),
      ),
    }),
    v.description('How fast it is sent to at the moment. The relay adapts this to its responses.'),
  ),
};
