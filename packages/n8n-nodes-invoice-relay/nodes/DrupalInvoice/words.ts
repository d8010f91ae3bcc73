import type { CredentialWords } from '@invoice-relay/drupal-invoice/forms';

/** Labels of the credential's fields. */
export const credentialWords: CredentialWords = {
  baseUrl: 'Base URL',
  username: 'User',
  password: 'Password',
  headerName: 'Proxy Header Name',
  headerValue: 'Proxy Header Value',
  all: 'the credentials',
};
