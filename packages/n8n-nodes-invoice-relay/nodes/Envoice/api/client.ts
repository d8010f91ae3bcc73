import { createEnvoiceClient } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { createTransport } from '../../shared/transport.ts';
import { createRuntime } from '../../shared/runtime.ts';
import { withoutCredentials } from './without-credentials.ts';

export const credentialType = 'envoiceApi';

/** Envoice's client for the account of the node. */
export async function openClient(
  context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<EnvoiceClient> {
  const { authKey, authSecret, baseUrl } = await context.getCredentials<{
    readonly authKey: string;
    readonly authSecret: string;
    readonly baseUrl?: string;
  }>(credentialType);
  const home = createTransport({ context, credentialType });
  const elsewhere = createTransport({ context: withoutCredentials(context), credentialType });
  const client = createEnvoiceClient({
    credentials: { authKey, authSecret, ...(baseUrl ? { baseUrl } : {}) },
    ...createRuntime((request) => {
      // The client leaves the credentials out for any host but the API's. n8n would add them again.
      const goesHome = 'x-auth-key' in (request.headers ?? {});
      return goesHome ? home(request) : elsewhere(request);
    }),
  });
  return client;
}
