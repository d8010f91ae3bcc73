/** Whom the site lets in. No secret: everybody who has a sandbox has these. */
export const siteAccount = { username: 'sandbox', password: 'sandbox' } as const;
