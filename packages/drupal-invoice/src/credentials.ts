import { currencySchema } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isBaseUrl, normalizeBaseUrl } from './base-url.ts';
import { isTimeZone } from './time-zone.ts';

const baseUrlSchema = v.pipe(
  v.string('baseUrl must be text: the address of the Drupal site.'),
  v.trim(),
  v.check(
    isBaseUrl,
    'baseUrl must be the plain http or https URL of the Drupal site, such as ' +
      'https://example.com or https://example.com/drupal, without user name, password, query or ' +
      'fragment; for a site without clean URLs, https://example.com/?q=. The user name and password ' +
      'belong in auth.',
  ),
  // Before the transformation, as a description of the input ends there.
  v.title('Base URL'),
  v.description(
    'The address of the Drupal site, without /invoice/api. Without clean URLs: https://example.com/?q=',
  ),
  v.transform(normalizeBaseUrl),
);

const basicAuthSchema = v.pipe(
  v.strictObject({
    kind: v.literal('basic'),
    username: v.pipe(
      v.string('auth.username must be text.'),
      v.minLength(1, 'auth.username is empty: enter the user name that the site expects.'),
      v.maxLength(512, 'auth.username is longer than 512 characters.'),
      v.regex(
        /^[^:\p{Cc}\p{Cs}]*$/u,
        'auth.username contains a colon or a control character, which HTTP Basic cannot carry.',
      ),
      v.title('User name'),
    ),
    password: v.pipe(
      v.string('auth.password must be text.'),
      v.minLength(1, 'auth.password is empty: enter the password that the site expects.'),
      v.maxLength(512, 'auth.password is longer than 512 characters.'),
      v.regex(
        /^[^\p{Cc}\p{Cs}]*$/u,
        'auth.password contains a control character, such as a line break, which HTTP Basic cannot ' +
          'carry.',
      ),
      v.title('Password'),
      v.metadata({ format: 'password', writeOnly: true }),
    ),
  }),
  v.title('HTTP Basic'),
  v.description('A Drupal user that is an API user in the settings of the Invoice module.'),
);

/** Headers that a request already has, or that describe how its bytes are sent. */
const takenNames: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-csrf-token',
]);

const headerSchema = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string('header.name must be text: the name of a header.'),
      v.trim(),
      v.regex(
        /^[\w!#$%&'*+.^`|~-]{1,128}$/,
        'header.name must be the name of an HTTP header, such as X-Api-Key, without a colon or spaces.',
      ),
      v.check(
        (name) => !takenNames.has(name.toLowerCase()),
        'header.name is a header that requests to the site already have: use the one that the ' +
          'proxy requires. The user name and password belong in auth; a second pair in front of ' +
          'the site cannot work.',
      ),
      v.title('Header name'),
    ),
    value: v.pipe(
      v.string('header.value must be text: the value of the header.'),
      v.trim(),
      v.minLength(1, 'header.value is empty: enter the value that the proxy requires.'),
      v.maxLength(4096, 'header.value is longer than 4096 characters.'),
      v.regex(
        /^[\x20-\x7e]*$/,
        'header.value contains a character that is not allowed in an HTTP header.',
      ),
      v.title('Header value'),
      v.metadata({ format: 'password', writeOnly: true }),
    ),
  }),
  v.title('Header for a proxy'),
  v.description('One header with a secret, required by a proxy in front of the site.'),
);

const basicOnly =
  'auth must be { "kind": "basic", "username": …, "password": … }: the Invoice module accepts ' +
  'only HTTP Basic, with a Drupal user that is an API user in its settings. A header required ' +
  'by a proxy in front of the site belongs in header, next to auth.';

/**
 * How to reach a Drupal site and its invoices. The module accepts HTTP Basic and nothing else,
 * optionally along with a header for a proxy in front of the site. `baseUrl` is the URL of the
 * site, in a subpath or not, without a trailing slash, or ending in `/?q=`.
 */
export const drupalInvoiceCredentialsSchema = v.strictObject(
  {
    baseUrl: baseUrlSchema,
    auth: v.pipe(
      v.variant('kind', [basicAuthSchema], basicOnly),
      v.title('Authentication'),
      v.description('How to authenticate with the module: HTTP Basic.'),
    ),
    header: v.optional(headerSchema),
  },
  // For a missing or an unknown member.
  ({ expected, message }) => (expected === '"auth"' ? basicOnly : message),
);
export type DrupalInvoiceCredentials = v.InferOutput<typeof drupalInvoiceCredentialsSchema>;

/** What the API does not say about its invoices. */
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
  templates: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string('templates must be a list of texts: the names of templates.'),
          v.trim(),
          v.minLength(1, 'templates contains an empty name.'),
          v.maxLength(255, 'templates contains a name of more than 255 characters.'),
        ),
        'templates must be a list: the names of the templates to include.',
      ),
      v.minLength(1, 'templates is empty: omit it to include all of them.'),
      v.maxLength(100, 'templates contains more than 100 names.'),
      v.title('Templates'),
      v.description('Names of the templates to include. All by default.'),
    ),
  ),
  pageSize: v.pipe(
    v.optional(
      v.pipe(
        v.number('pageSize must be a number: invoices in one request.'),
        v.integer('pageSize must be a whole number.'),
        v.minValue(10, 'pageSize must be 10 or more.'),
        v.maxValue(10_000, 'pageSize must be 10000 or less.'),
      ),
      1000,
    ),
    v.title('Page size'),
    v.description('How many invoices one request of a poll lists; 1000 by default.'),
  ),
});
export type DrupalInvoiceSettings = v.InferOutput<typeof drupalInvoiceSettingsSchema>;
