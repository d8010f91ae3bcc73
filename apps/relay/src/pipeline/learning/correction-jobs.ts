/** The kind of correction jobs; the key is the connection's id. */
export const correctionJobs = 'correction';
