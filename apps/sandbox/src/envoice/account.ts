/** The one account of the sandbox. Its secret is none: it stands in the documentation. */
export const account = { authKey: 'sandbox-key', authSecret: 'sandbox-secret' } as const;
