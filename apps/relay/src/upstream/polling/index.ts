export { PollHandler } from './poll-handler.ts';
export { PollingModule } from './polling.module.ts';
