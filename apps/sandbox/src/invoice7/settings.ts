import * as v from 'valibot';

import { type MoneyLocale, moneyFormats } from './php/money.ts';

const text = (most: number) =>
  v.pipe(v.string('must be text'), v.maxLength(most, `must be at most ${most} characters long`));
const locale = v.picklist(
  Object.keys(moneyFormats) as MoneyLocale[],
  `must be one of ${Object.keys(moneyFormats).join(', ')}`,
);
const templateSchema = v.strictObject({
  /** The one Drupal user who has this template's invoices; empty: none has. */
  apiUser: v.optional(text(100), ''),
  /** `null`: the site's. */
  locale: v.optional(v.nullable(locale), null),
  dateFormat: v.optional(v.nullable(text(50)), null),
});

/** What the owner of the site sets, on Drupal's and on the module's settings page. */
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
  /** The name of the Drupal user who has all invoices. */
  apiRootUser: v.optional(text(100), 'sandbox'),
  /** Separated by commas; empty: all. */
  allowedIps: v.optional(text(1_000), ''),
  /** The web server says to PHP that the visitor came by https. */
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

/** Names are compared as MariaDB does, without regard to case (read). */
export function templateNamed(name: string): TemplateName | undefined {
  const wanted = name.trimEnd().toLowerCase();
  return wanted === 'default' || wanted === 'second' ? wanted : undefined;
}

/** How a template writes amounts and dates: its own settings, or the site's. */
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
