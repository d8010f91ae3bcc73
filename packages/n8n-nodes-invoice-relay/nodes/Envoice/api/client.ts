import { createEnvoiceClient } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import {
  envoiceCredential as credentialType,
  envoiceCredentials,
} from '../../shared/envoice-credentials.ts';
import { createTransport } from '../../shared/transport.ts';
import { createRuntime } from '../../shared/runtime.ts';
import { withoutCredentials } from './without-credentials.ts';

/** Opens the Envoice client for the node's account. */
export async function openClient(
  context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<EnvoiceClient> {
  const home = createTransport({ context, credentialType });
  const elsewhere = createTransport({ context: withoutCredentials(context), credentialType });
  const client = createEnvoiceClient({
    credentials: await envoiceCredentials(context),
    ...createRuntime((request) => {
      // The client strips the credentials for every host but the API's; n8n would add them back.
      const goesHome = 'x-auth-key' in (request.headers ?? {});
      return goesHome ? home(request) : elsewhere(request);
    }),
  });
  return client;
}
