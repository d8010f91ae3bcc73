/** The connection to the stand-in for a Drupal site. */
export function accountOf(baseUrl: string): Record<string, string> {
  return { baseUrl, username: 'sandbox', password: 'sandbox', currency: 'EUR' };
}
