/** The sandbox's only account. The secret is not confidential: it appears in the documentation. */
export const account = { authKey: 'sandbox-key', authSecret: 'sandbox-secret' } as const;
