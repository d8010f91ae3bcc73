export { ConnectionWatchHandler } from './connection-watch-handler.ts';
export { VendorHealth } from './vendor-health.ts';
export type { VendorOutcome } from './vendor-health.ts';
