import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type {
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
} from '@invoice-relay/drupal-invoice';
import { readSiteFacts } from '@invoice-relay/drupal-invoice/forms';
import type { SiteFacts } from '@invoice-relay/drupal-invoice/forms';
import { createWorld } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

/** A Drupal site, as the connected account has it. */
export interface Site {
  readonly client: DrupalInvoiceClient;
  readonly baseUrl: string;
  readonly facts: SiteFacts;
}

/**
 * The site of the connected account. Its client sends nothing twice: Zapier gives a step 30
 * seconds, and tries again itself.
 *
 * @throws {ConfigError} when address or credentials cannot work
 * @throws {InputError} for what is no currency or time zone
 */
export function openSite(run: Pick<Run, 'authData' | 'bundle' | 'reach'>): Site {
  const { authData, bundle, reach } = run;
  const baseUrl = baseUrlOf(authData);
  return {
    baseUrl,
    facts: readSiteFacts({
      currency: authData['currency'] ?? '',
      timeZone: authData['timeZone'] ?? '',
      otherwise: bundle.meta?.timezone || 'UTC',
    }),
    client: createDrupalInvoiceClient({
      ...createWorld(reach.transport),
      credentials: { baseUrl, auth: authOf(authData) },
      maxAttempts: 1,
    }),
  };
}

export function baseUrlOf({ baseUrl }: Run['authData']): string {
  return baseUrl?.trim() ?? '';
}

type Auth = DrupalInvoiceClientOptions['credentials']['auth'];

/** As the client takes it, which checks it. */
function authOf(authData: Run['authData']): Auth {
  const { auth = 'basic', username = '', password = '' } = authData;
  const { headerName: name = '', headerValue: value = '' } = authData;
  if (auth === 'none') return { kind: 'none' };
  return auth === 'header'
    ? { kind: 'header', name, value }
    : { kind: 'basic', username, password };
}
