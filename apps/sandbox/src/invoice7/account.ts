/** A user of the Drupal site. */
export interface SiteUser {
  readonly uid: number;
  readonly username: string;
  readonly password: string;
}

/**
 * The API root user of a fresh site. Not a secret: these credentials are the same in every sandbox.
 */
export const siteAccount: SiteUser = { uid: 2, username: 'sandbox', password: 'sandbox' };

/**
 * The active users. On a fresh site, `second` is the API user of the template "second" and `reader`
 * is a Drupal user without an API account. Permissions are configurable, see `settings.ts`.
 */
export const siteUsers: readonly SiteUser[] = [
  siteAccount,
  { uid: 3, username: 'second', password: 'second' },
  { uid: 4, username: 'reader', password: 'reader' },
];
