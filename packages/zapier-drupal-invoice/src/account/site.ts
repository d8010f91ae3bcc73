import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type {
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
} from '@invoice-relay/drupal-invoice';
import { readSiteFacts } from '@invoice-relay/drupal-invoice/forms';
import type { SiteFacts } from '@invoice-relay/drupal-invoice/forms';
import { createRuntime, timezoneOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

/** A Drupal site, as configured in the connected account. */
export interface Site {
  readonly client: DrupalInvoiceClient;
  readonly baseUrl: string;
  readonly facts: SiteFacts;
}

/**
 * The site of the connected account. Its client never retries: Zapier gives a step 30 seconds, and
 * retries itself.
 *
 * @throws {ConfigError} if the address or credentials cannot work
 * @throws {InputError} for an invalid currency or time zone
 */
export function openSite(run: Pick<Run, 'authData' | 'bundle' | 'reach'>): Site {
  const { authData, bundle, reach } = run;
  const baseUrl = baseUrlOf(authData);
  const facts = readSiteFacts({
    currency: authData['currency'] ?? '',
    timeZone: authData['timeZone'] ?? '',
    otherwise: timezoneOf(bundle),
  });
  return {
    baseUrl,
    facts,
    client: createDrupalInvoiceClient({
      ...createRuntime(reach.transport),
      credentials: { baseUrl, ...credentialsOf(authData) },
      timeZone: facts.timeZone,
      maxAttempts: 1,
    }),
  };
}

export function baseUrlOf({ baseUrl }: Run['authData']): string {
  return baseUrl?.trim() ?? '';
}

/** As the client takes it, which validates it. */
function credentialsOf(
  authData: Run['authData'],
): Omit<DrupalInvoiceClientOptions['credentials'], 'baseUrl'> {
  const { username = '', password = '' } = authData;
  const { headerName: name = '', headerValue: value = '' } = authData;
  return {
    auth: { kind: 'basic', username, password },
    ...(name.trim() !== '' && { header: { name, value } }),
  };
}
