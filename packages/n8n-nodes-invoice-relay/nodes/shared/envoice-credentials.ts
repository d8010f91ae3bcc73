import type { EnvoiceCredentials } from '@invoice-relay/envoice';
import type { IExecuteFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';

export const envoiceCredential = 'envoiceApi';

const defaultBaseUrl = 'https://www.envoice.in';

/** Returns the node's credentials; with an empty base URL they are for Envoice itself. */
export async function envoiceCredentials(
  context: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
): Promise<EnvoiceCredentials> {
  const { authKey, authSecret, baseUrl } =
    await context.getCredentials<Record<keyof EnvoiceCredentials, string>>(envoiceCredential);
  return {
    authKey: authKey.trim(),
    authSecret: authSecret.trim(),
    baseUrl: baseUrl.trim().replace(/\/+$/, '') || defaultBaseUrl,
  };
}
