/** Of the site, below that of the sandbox: Drupal in a sub-path. */
export const siteRoot = '/invoice7';
