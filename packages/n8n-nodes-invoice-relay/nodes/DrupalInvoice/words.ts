import type { CredentialWords } from '@invoice-relay/drupal-invoice/forms';

/** What the form of the credential calls its fields. */
export const credentialWords: CredentialWords = {
  baseUrl: 'Base URL',
  auth: 'Authentication',
  basic: 'Basic Auth',
  header: 'Header Auth',
  username: 'User',
  password: 'Password',
  headerName: 'Header Name',
  headerValue: 'Header Value',
  all: 'the credentials',
};
