/** The kind of the jobs of corrections; the key is the connection's id. */
export const correctionJobs = 'correction';
