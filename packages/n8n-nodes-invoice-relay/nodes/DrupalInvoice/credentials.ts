import type { DrupalInvoiceClientOptions } from '@invoice-relay/drupal-invoice';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export const drupalInvoiceCredential = 'drupalInvoiceApi';

type Credentials = DrupalInvoiceClientOptions['credentials'];

/** Maps the stored credentials to the options of the API client, which validates them. */
export function readCredentials(data: ICredentialDataDecryptedObject): Credentials {
  const text = (name: string) => String(data[name] ?? '');
  const header = { name: text('headerName'), value: text('headerSecret') };
  return {
    baseUrl: text('baseUrl'),
    auth: { kind: 'basic', username: text('username'), password: text('password') },
    ...(header.name.trim() !== '' && { header }),
  };
}
