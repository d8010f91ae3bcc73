export {
  activitiesProblem,
  backfillStepProblem,
  confirmProblem,
  detectionProblem,
  documentProblem,
  eventsProblem,
  pollResultProblem,
  probeProblem,
  verifiedProblem,
} from './answer-problems.ts';
export type {
  Activity,
  AnySource,
  Awaitable,
  BackfilledActivity,
  BackfillStep,
  ConfirmContext,
  ConnectionContext,
  Learned,
  NormalizeContext,
  ParseContext,
  PollContext,
  PollMemory,
  PollResult,
  PollStart,
  RememberedDocument,
  SameActivity,
  SourceModule,
  SourceV1,
  Verified,
  VerifyContext,
  WebhookCapability,
  WebhookRequest,
  WebhookResponse,
} from './contract.ts';
export { sourceProblems } from './source-problems.ts';
export type { ClientRuntime, SourceOptions } from './runtime.ts';
export type { Transport, TransportRequest, TransportResponse } from './transport.ts';
