import { createEnvoiceClient } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { createTransport } from '../../shared/transport.ts';
import { createRuntime } from '../../shared/runtime.ts';
import { withoutCredentials } from './without-credentials.ts';

export const credentialType = 'envoiceApi';

/** Opens the Envoice client for the node's account. */
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
      // The client strips the credentials for every host but the API's; n8n would add them back.
      const goesHome = 'x-auth-key' in (request.headers ?? {});
      return goesHome ? home(request) : elsewhere(request);
    }),
  });
  return client;
}
