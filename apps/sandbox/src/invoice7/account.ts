/** A user of the Drupal site. */
export interface SiteUser {
  readonly uid: number;
  readonly username: string;
  readonly password: string;
}

/** The API root user of a fresh site. No secret: everybody who has a sandbox has these. */
export const siteAccount: SiteUser = { uid: 2, username: 'sandbox', password: 'sandbox' };

/**
 * The active users. `second` is the API user of the template "second" on a fresh site; `reader` is
 * a Drupal user of no account for the API. Who may do what is set, see `settings.ts`.
 */
export const siteUsers: readonly SiteUser[] = [
  siteAccount,
  { uid: 3, username: 'second', password: 'second' },
  { uid: 4, username: 'reader', password: 'reader' },
];
