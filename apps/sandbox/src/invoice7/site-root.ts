/** The site's path on the sandbox: Drupal in a subpath. */
export const siteRoot = '/invoice7';
