/** The kind of the jobs of polls; the key is the connection's id. */
export const pollJobs = 'poll';
