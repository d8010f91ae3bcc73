import { currencySchema } from '@invoice-relay/core/models';
import type { Currency } from '@invoice-relay/core/models';
import * as v from 'valibot';

import { isTimeZone } from '../time-zone.ts';
import { InputError } from '@invoice-relay/core/errors';

/** What the API does not say about a site. */
export interface SiteFacts {
  readonly currency: Currency | null;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * Reads what the user configured about a site.
 *
 * @param options.currency in any case; empty if not configured
 * @param options.timeZone empty if not configured
 * @param options.otherwise the default time zone
 * @throws {InputError}
 */
export function readSiteFacts(options: {
  readonly currency: string;
  readonly timeZone: string;
  readonly otherwise: string;
}): SiteFacts {
  const currency = options.currency.trim().toUpperCase();
  const timeZone = options.timeZone.trim() || options.otherwise;
  if (currency !== '' && !v.is(currencySchema, currency)) {
    throw new InputError({
      field: 'Currency',
      problem: 'this is not a currency',
      fix: 'Enter its ISO 4217 code, such as EUR, or leave it empty.',
    });
  }
  if (!isTimeZone(timeZone)) {
    throw new InputError({
      field: 'Time Zone',
      problem: 'this is not a time zone',
      fix: 'Enter its IANA name, such as Europe/Amsterdam, or leave it empty.',
    });
  }
  return { currency: currency || null, timeZone };
}
