export { Poller } from './poller.ts';
export { PollingModule } from './polling.module.ts';
