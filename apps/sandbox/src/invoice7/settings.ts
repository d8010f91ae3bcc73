import * as v from 'valibot';

import { type MoneyLocale, moneyFormats } from './php/money.ts';

const text = (most: number) =>
  v.pipe(v.string('must be text'), v.maxLength(most, `must be at most ${most} characters long`));
const locale = v.picklist(
  Object.keys(moneyFormats) as MoneyLocale[],
  `must be one of ${Object.keys(moneyFormats).join(', ')}`,
);
const templateSchema = v.strictObject({
  /** The only Drupal user with access to this template's invoices; empty for none. */
  apiUser: v.optional(text(100), ''),
  /** `null` for the site's locale. */
  locale: v.optional(v.nullable(locale), null),
  dateFormat: v.optional(v.nullable(text(50)), null),
});

/** Settings of the site's owner, on Drupal's and the module's settings pages. */
export const siteSettingsSchema = v.strictObject({
  timeZone: v.optional(
    v.pipe(v.string('must be text'), v.check(isTimeZone, 'must be a time zone: Europe/Amsterdam')),
    'UTC',
  ),
  locale: v.optional(locale, 'en_US.utf8'),
  /** Letters of PHP's `date`. */
  dateFormat: v.optional(text(50), 'm/d/Y'),
  leadingZeros: v.optional(
    v.pipe(
      v.number('must be a whole number'),
      v.integer('must be a whole number'),
      v.minValue(0, 'must be from 0 to 255'),
      v.maxValue(255, 'must be from 0 to 255'),
    ),
    4,
  ),
  prefix: v.optional(text(50), '%Y'),
  /** Name of the Drupal user with access to all invoices. */
  apiRootUser: v.optional(text(100), 'sandbox'),
  /** Comma-separated; empty allows all. */
  allowedIps: v.optional(text(1_000), ''),
  /** Whether the web server tells PHP that the visitor uses https. */
  https: v.optional(v.boolean('must be true or false'), false),
  templates: v.optional(
    v.strictObject({
      default: v.optional(templateSchema, {}),
      second: v.optional(templateSchema, { apiUser: 'second' }),
    }),
    {},
  ),
});
export type SiteSettings = v.InferOutput<typeof siteSettingsSchema>;
export type TemplateName = keyof SiteSettings['templates'];

/** Names are case-insensitive, as in MariaDB (read in the source). */
export function templateNamed(name: string): TemplateName | undefined {
  const wanted = name.trimEnd().toLowerCase();
  return wanted === 'default' || wanted === 'second' ? wanted : undefined;
}

/** Amount and date formats of a template: its own settings, or else the site's. */
export function formatsOf(options: {
  readonly settings: SiteSettings;
  readonly template: TemplateName;
}): { readonly locale: MoneyLocale; readonly dateFormat: string } {
  const { settings, template } = options;
  const own = settings.templates[template];
  return {
    locale: own.locale ?? settings.locale,
    dateFormat: own.dateFormat || settings.dateFormat,
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
