import { createEnvoiceClient } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createRuntime } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

export const defaultBaseUrl = 'https://www.envoice.in';

/**
 * Envoice's client for the connected account. It never retries: Zapier gives a step 30 seconds, and
 * retries itself.
 *
 * @throws {ConfigError} if key, secret or address cannot work
 */
export function openEnvoice({ authData, reach }: Pick<Run, 'authData' | 'reach'>): EnvoiceClient {
  const { authKey = '', authSecret = '' } = authData;
  return createEnvoiceClient({
    ...createRuntime(reach.transport),
    credentials: {
      authKey: authKey.trim(),
      authSecret: authSecret.trim(),
      baseUrl: baseUrlOf(authData),
    },
    maxAttempts: 1,
  });
}

export function baseUrlOf({ baseUrl }: Run['authData']): string {
  return baseUrl?.trim() || defaultBaseUrl;
}
