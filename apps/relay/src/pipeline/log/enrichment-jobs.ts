/** The kind of enrichment jobs; the key is the connection's id. */
export const enrichmentJobs = 'enrichment';

/**
 * How long to wait for more events of a subject before its vendor is asked, so that one response
 * serves all that arrive close together. Milliseconds.
 */
export const gatherMs = 250;
