import type { DrupalInvoiceClientOptions } from '@invoice-relay/drupal-invoice';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export const drupalInvoiceCredential = 'drupalInvoiceApi';

type Credentials = DrupalInvoiceClientOptions['credentials'];

/** What n8n keeps, as the client of the API takes it, which checks it. */
export function readCredentials(data: ICredentialDataDecryptedObject): Credentials {
  const text = (name: string) => String(data[name] ?? '');
  const header = { name: text('headerName'), value: text('headerSecret') };
  return {
    baseUrl: text('baseUrl'),
    auth: { kind: 'basic', username: text('username'), password: text('password') },
    ...(header.name.trim() !== '' && { header }),
  };
}
