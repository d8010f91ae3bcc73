import { InputError } from '@invoice-relay/core/errors';
import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type {
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
} from '@invoice-relay/drupal-invoice';
import { readSiteFacts } from '@invoice-relay/drupal-invoice/forms';
import type { SiteFacts } from '@invoice-relay/drupal-invoice/forms';
import { createWorld, timezoneOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

import { authChoices, credentialWords } from './words.ts';

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
 * @throws {InputError} for what is no currency or time zone, or no way to authenticate
 */
export function openSite(run: Pick<Run, 'authData' | 'bundle' | 'reach'>): Site {
  const { authData, bundle, reach } = run;
  const baseUrl = baseUrlOf(authData);
  return {
    baseUrl,
    facts: readSiteFacts({
      currency: authData['currency'] ?? '',
      timeZone: authData['timeZone'] ?? '',
      otherwise: timezoneOf(bundle),
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

/** Which of the choices, in any case; the first where none is made. */
export function authKindOf({ auth }: Run['authData']): string {
  return auth?.trim().toLowerCase() || 'basic';
}

/** As the client takes it, which checks it. */
function authOf(authData: Run['authData']): Auth {
  const { username = '', password = '' } = authData;
  const { headerName: name = '', headerValue: value = '' } = authData;
  switch (authKindOf(authData)) {
    case 'basic':
      return { kind: 'basic', username, password };
    case 'header':
      return { kind: 'header', name, value };
    case 'none':
      return { kind: 'none' };
    default: {
      const choices = Object.entries(authChoices).map(([kind, label]) => `${kind} (${label})`);
      throw new InputError({
        field: credentialWords.auth,
        problem: 'there is no such choice',
        mend: `Choose one of ${choices.join(', ')}.`,
      });
    }
  }
}
