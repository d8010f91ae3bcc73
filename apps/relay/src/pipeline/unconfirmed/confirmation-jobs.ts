/** The kind of the jobs of confirmations; the key is the connection's id. */
export const confirmationJobs = 'confirmation';
