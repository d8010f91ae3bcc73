import { currencySchema } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isBaseUrl, normalizeBaseUrl } from './base-url.ts';

const baseUrlSchema = v.pipe(
  v.string('baseUrl must be text: the address of the Drupal site.'),
  v.trim(),
  v.check(
    isBaseUrl,
    'baseUrl must be the plain http or https URL of the Drupal site, such as ' +
      'https://example.com or https://example.com/drupal, without user name, password, query or ' +
      'fragment. A user name and a password go into auth.',
  ),
  // Before the transformation, as a description of the input ends there.
  v.title('Base URL'),
  v.description('The address of the Drupal site, without /invoice/api.'),
  v.transform(normalizeBaseUrl),
);

const noAuthSchema = v.pipe(
  v.strictObject({ kind: v.literal('none') }),
  v.title('None'),
  v.description('The site gives its invoices to whoever asks.'),
);

const basicAuthSchema = v.pipe(
  v.strictObject({
    kind: v.literal('basic'),
    username: v.pipe(
      v.string('auth.username must be text.'),
      v.minLength(1, 'auth.username is empty: write the user name that the site asks for.'),
      v.maxLength(512, 'auth.username is longer than 512 characters.'),
      v.regex(
        /^[^:\p{Cc}]*$/u,
        'auth.username holds a colon or a control character, which HTTP Basic cannot carry.',
      ),
      v.title('User name'),
    ),
    password: v.pipe(
      v.string('auth.password must be text.'),
      v.minLength(1, 'auth.password is empty: write the password that the site asks for.'),
      v.maxLength(512, 'auth.password is longer than 512 characters.'),
      v.regex(
        /^\P{Cc}*$/u,
        'auth.password holds a control character, such as a line break, which HTTP Basic cannot ' +
          'carry.',
      ),
      v.title('Password'),
    ),
  }),
  v.title('HTTP Basic'),
  v.description('A user name and a password, sent with every request.'),
);

/** Those that a request has anyway, or that say how its bytes are sent. */
const takenNames: ReadonlySet<string> = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'host',
  'if-modified-since',
  'if-none-match',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headerAuthSchema = v.pipe(
  v.strictObject({
    kind: v.literal('header'),
    name: v.pipe(
      v.string('auth.name must be text: the name of a header.'),
      v.trim(),
      v.regex(
        /^[\w!#$%&'*+.^`|~-]{1,128}$/,
        'auth.name must be the name of an HTTP header, such as X-Api-Key, without colon or blanks.',
      ),
      v.check(
        (name) => !takenNames.has(name.toLowerCase()),
        'auth.name is a header that every request has already: take the one that the site asks for.',
      ),
      v.title('Header name'),
    ),
    value: v.pipe(
      v.string('auth.value must be text: the value of the header.'),
      v.trim(),
      v.minLength(1, 'auth.value is empty: write the value that the site asks for.'),
      v.maxLength(4096, 'auth.value is longer than 4096 characters.'),
      v.regex(/^[\x20-\x7e]*$/, 'auth.value holds a character that no HTTP header can carry.'),
      v.title('Header value'),
    ),
  }),
  v.title('Header'),
  v.description('One header with a secret, sent with every request.'),
);

/**
 * How to reach a Drupal site and its invoices. How a site lets callers in is not documented: it is
 * up to its owner, so nothing, HTTP Basic and one header are offered. `baseUrl` is where the site
 * lives, in a sub-path or not, without a slash at the end.
 */
export const drupalInvoiceCredentialsSchema = v.strictObject({
  baseUrl: baseUrlSchema,
  auth: v.pipe(
    v.optional(
      v.variant(
        'kind',
        [noAuthSchema, basicAuthSchema, headerAuthSchema],
        'auth.kind must be none, basic or header.',
      ),
      { kind: 'none' },
    ),
    v.title('Authentication'),
    v.description('How the site lets callers in. None unless told.'),
  ),
});
export type DrupalInvoiceCredentials = v.InferOutput<typeof drupalInvoiceCredentialsSchema>;

/** What the API does not tell of its invoices. */
export const drupalInvoiceSettingsSchema = v.strictObject({
  currency: v.optional(
    v.pipe(
      currencySchema,
      v.title('Currency'),
      v.description('ISO 4217 code of the currency of all invoices, such as EUR.'),
    ),
  ),
  timeZone: v.pipe(
    v.optional(
      v.pipe(
        v.string('timeZone must be text: an IANA name, such as Europe/Amsterdam.'),
        v.trim(),
        v.check(
          isTimeZone,
          'timeZone must be the IANA name of a time zone, such as Europe/Amsterdam or UTC.',
        ),
      ),
      'UTC',
    ),
    v.title('Time zone'),
    v.description('IANA name of the time zone of the site, such as Europe/Amsterdam.'),
  ),
});
export type DrupalInvoiceSettings = v.InferOutput<typeof drupalInvoiceSettingsSchema>;

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}
