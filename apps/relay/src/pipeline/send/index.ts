export { deliverableBody } from './deliverable-body.ts';
export { createHttpSender } from './http-sender.ts';
export { longestWaitMs, nextAttemptAt } from './retry-schedule.ts';
export type { DeliverySender, ResponseHeaders, SendRequest, SendResult } from './sender.ts';
export { maskUrl, subscriberUrlProblem } from './subscriber-url.ts';
