export { createAddressGuard } from '../../outbound/address-guard.ts';
export type { AddressGuard } from '../../outbound/address-guard.ts';
export { deliverableBody } from './deliverable-body.ts';
export { createHttpSender } from './http-sender.ts';
export { longestWaitMs, nextAttemptAt } from './retry-schedule.ts';
export type { ResponseHeaders, DeliverySender, SendRequest, SendResult } from './sender.ts';
export { maskUrl, subscriberUrlProblem } from './subscriber-url.ts';
