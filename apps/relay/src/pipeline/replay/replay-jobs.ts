/** Jobs of replays that make deliveries; their keys are ids of replays. */
export const replayJobs = 'replay';
