import * as v from 'valibot';

const defaultBaseUrl = 'https://www.envoice.in';

/**
 * Accepts what an HTTP header can carry, as both are sent in one. Messages never repeat the input.
 */
function headerValue({ name, title }: { readonly name: string; readonly title: string }) {
  return v.pipe(
    v.string(`${name} must be text, as the API tab of the Envoice account settings shows it.`),
    v.trim(),
    v.minLength(1, `${name} is empty: copy it from the API tab of the Envoice account settings.`),
    v.maxLength(512, `${name} is longer than 512 characters, so it cannot be the right text.`),
    v.regex(
      /^[\x20-\x7e]*$/,
      `${name} contains a character that is not allowed in an HTTP header.`,
    ),
    v.title(title),
    v.description('From the API tab of the Envoice account settings.'),
  );
}

const baseUrlSchema = v.pipe(
  v.string('baseUrl must be text.'),
  v.trim(),
  v.check(
    isBaseUrl,
    'baseUrl must be a plain http or https URL, such as https://www.envoice.in, ' +
      'without user name, password, query or fragment.',
  ),
  v.transform(normalizeBaseUrl),
  v.title('Base URL'),
  v.description('The URL of the API, without /api. Omit it for Envoice itself.'),
);

/**
 * The credentials of an Envoice account. `baseUrl` is the URL of its API, without `/api` and
 * without a trailing slash; plain http is for a sandbox.
 */
export const envoiceCredentialsSchema = v.strictObject({
  authKey: headerValue({ name: 'authKey', title: 'Auth key' }),
  authSecret: v.pipe(
    headerValue({ name: 'authSecret', title: 'Auth secret' }),
    v.metadata({ format: 'password', writeOnly: true }),
  ),
  baseUrl: v.optional(baseUrlSchema, defaultBaseUrl),
});
export type EnvoiceCredentials = v.InferOutput<typeof envoiceCredentialsSchema>;

/** There is nothing to set. */
export const envoiceSettingsSchema = v.strictObject({});
export type EnvoiceSettings = v.InferOutput<typeof envoiceSettingsSchema>;

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const url = new URL(text);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username === '' && url.password === '';
}

function normalizeBaseUrl(text: string): string {
  const url = new URL(text);
  const path = url.pathname.split('/').filter((segment) => segment !== '');
  return [url.origin, ...path].join('/');
}
