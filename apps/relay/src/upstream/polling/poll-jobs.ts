/** The kind of poll jobs; the key is the connection's id. */
export const pollJobs = 'poll';
