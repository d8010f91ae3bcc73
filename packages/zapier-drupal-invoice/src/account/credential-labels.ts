import type { CredentialLabels } from '@invoice-relay/drupal-invoice/forms';

/** The labels of the connection form's fields. */
export const credentialLabels: CredentialLabels = {
  baseUrl: 'Site URL',
  username: 'User Name',
  password: 'Password',
  headerName: 'Proxy Header Name',
  headerValue: 'Proxy Header Value',
  all: 'the connected account',
};
