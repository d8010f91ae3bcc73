import type { CredentialWords } from '@invoice-relay/drupal-invoice/forms';

/** What the connection's form calls its fields. */
export const credentialWords: CredentialWords = {
  baseUrl: 'Site URL',
  username: 'User Name',
  password: 'Password',
  headerName: 'Proxy Header Name',
  headerValue: 'Proxy Header Value',
  all: 'the connected account',
};
