import type { CredentialWords } from '@invoice-relay/drupal-invoice/forms';

/** What the connection's form calls its fields. */
export const credentialWords: CredentialWords = {
  baseUrl: 'Site URL',
  auth: 'Authentication',
  basic: 'User Name and Password',
  header: 'Header',
  username: 'User Name',
  password: 'Password',
  headerName: 'Header Name',
  headerValue: 'Header Value',
  all: 'the connected account',
};

/** What is chosen under `auth`, by the value that is kept. */
export const authChoices = {
  basic: credentialWords.basic,
  header: credentialWords.header,
  none: 'None',
};
