/** The kind of confirmation jobs; the key is the connection's id. */
export const confirmationJobs = 'confirmation';
