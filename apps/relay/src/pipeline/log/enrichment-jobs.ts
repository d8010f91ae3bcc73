/** The kind of the jobs of enrichments; the key is the connection's id. */
export const enrichmentJobs = 'enrichment';

/**
 * How long to wait for more events of a subject before its vendor is asked, so that one answer
 * serves all that come close together. Milliseconds.
 */
export const gatherMs = 250;
