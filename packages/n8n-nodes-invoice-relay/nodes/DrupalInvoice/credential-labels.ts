import type { CredentialLabels } from '@invoice-relay/drupal-invoice/forms';

/** Labels of the credential's fields. */
export const credentialLabels: CredentialLabels = {
  baseUrl: 'Base URL',
  username: 'User',
  password: 'Password',
  headerName: 'Proxy Header Name',
  headerValue: 'Proxy Header Value',
  all: 'the credentials',
};
