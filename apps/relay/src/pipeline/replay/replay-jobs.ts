/** Jobs of replays that create deliveries; their keys are replay ids. */
export const replayJobs = 'replay';
