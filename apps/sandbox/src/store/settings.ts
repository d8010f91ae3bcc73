import { type SignatureScheme, signatureSchemeSchema } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import { defaultScheme } from '../envoice/default-scheme.ts';
import { type SiteSettings, siteSettingsSchema } from '../invoice7/settings.ts';
import { type SiteTrouble, siteTroubleSchema } from '../invoice7/trouble.ts';
import { type Trouble, troubleSchema } from '../sender/trouble.ts';
import type { Database } from './database.ts';

/**
 * Settings made through the control API. Read once and cached, since the sender reads them often.
 */
export class Settings {
  readonly #database: Database;
  #scheme: SignatureScheme;
  #trouble: Trouble;
  #stocked: boolean;
  #siteTrouble: SiteTrouble;
  #siteSettings: SiteSettings;
  #siteStocked: boolean;

  constructor(database: Database) {
    this.#database = database;
    const read = (name: string): unknown => {
      const row = database
        .prepare<[string], { value: string }>('select value from setting where name = ?')
        .get(name);
      return row === undefined ? undefined : JSON.parse(row.value);
    };
    this.#scheme = v.parse(signatureSchemeSchema, read('signature') ?? defaultScheme);
    this.#trouble = v.parse(troubleSchema, read('trouble') ?? {});
    this.#stocked = read('stocked') === true;
    this.#siteTrouble = v.parse(siteTroubleSchema, read('site-trouble') ?? {});
    this.#siteSettings = v.parse(siteSettingsSchema, read('site-settings') ?? {});
    this.#siteStocked = read('site-stocked') === true;
  }

  get scheme(): SignatureScheme {
    return this.#scheme;
  }

  set scheme(scheme: SignatureScheme) {
    this.#write({ name: 'signature', value: scheme });
    this.#scheme = scheme;
  }

  get trouble(): Trouble {
    return this.#trouble;
  }

  set trouble(trouble: Trouble) {
    this.#write({ name: 'trouble', value: trouble });
    this.#trouble = trouble;
  }

  /** Whether the shop's clients, taxes and work types have been created. */
  get stocked(): boolean {
    return this.#stocked;
  }

  set stocked(stocked: boolean) {
    this.#write({ name: 'stocked', value: stocked });
    this.#stocked = stocked;
  }

  /** Trouble of the Invoice 7 site. */
  get siteTrouble(): SiteTrouble {
    return this.#siteTrouble;
  }

  set siteTrouble(trouble: SiteTrouble) {
    this.#write({ name: 'site-trouble', value: trouble });
    this.#siteTrouble = trouble;
  }

  /** Settings by the owner of the Invoice 7 site. */
  get siteSettings(): SiteSettings {
    return this.#siteSettings;
  }

  set siteSettings(settings: SiteSettings) {
    this.#write({ name: 'site-settings', value: settings });
    this.#siteSettings = settings;
  }

  /** Whether the initial invoices of the Invoice 7 site have been created. */
  get siteStocked(): boolean {
    return this.#siteStocked;
  }

  set siteStocked(stocked: boolean) {
    this.#write({ name: 'site-stocked', value: stocked });
    this.#siteStocked = stocked;
  }

  /** Restores the defaults of the Invoice 7 site only. */
  resetSite(): void {
    this.siteTrouble = v.parse(siteTroubleSchema, {});
    this.siteSettings = v.parse(siteSettingsSchema, {});
    this.siteStocked = false;
  }

  clear(): void {
    this.#database.exec('delete from setting');
    this.#scheme = defaultScheme;
    this.#trouble = v.parse(troubleSchema, {});
    this.#stocked = false;
    this.#siteTrouble = v.parse(siteTroubleSchema, {});
    this.#siteSettings = v.parse(siteSettingsSchema, {});
    this.#siteStocked = false;
  }

  #write(options: { readonly name: string; readonly value: unknown }): void {
    this.#database
      .prepare<[string, string]>('insert or replace into setting (name, value) values (?, ?)')
      .run(options.name, JSON.stringify(options.value));
  }
}
