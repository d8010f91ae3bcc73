export { createRelayClient } from './client.ts';
export type { RelayClient, RelayClientOptions } from './client.ts';
export { claimSubscription, releaseSubscription } from './claim-subscription.ts';
export { readCurrentSecret } from './current-secret.ts';
export { flattenEvent, readEventBody } from './flat-event.ts';
export type { EventBody, FlatEvent } from './flat-event.ts';
export { fetchTransport } from './http/fetch-transport.ts';
export type { Transport, TransportRequest, TransportResponse } from '@invoice-relay/core/source';
export type { FetchFunction } from './http/fetch-transport.ts';
export type { CallOptions, UnsafeCallOptions } from './http/caller.ts';
export { RelayAnswerError, RelayApiError, RelayConnectionError } from './errors.ts';
export type { FieldError, RelayAnswerErrorCode, RelayConnectionErrorCode } from './errors.ts';
export type { Page, PageQuery } from './paging.ts';
export type { Source, Sources } from './resources/sources.ts';
export type {
  Connection,
  ConnectionChanges,
  ConnectionInput,
  Connections,
  ConnectionTest,
  VerificationInput,
} from './resources/connections.ts';
export type { Backfill, Backfills, BackfillWait } from './resources/backfills.ts';
export type { Poll, PollInput } from './resources/polls.ts';
export type {
  SignatureDetection,
  SignatureDetectionInput,
  SignatureDetections,
} from './resources/signature-detections.ts';
export type { EventTypeDescription, EventTypeName, EventTypes } from './resources/event-types.ts';
export type { EventFilter, Events, RelayEvent } from './resources/events.ts';
export type { Erasure, Subjects } from './resources/subjects.ts';
export type {
  ClaimedSubscription,
  NewSubscription,
  Subscription,
  SubscriptionChanges,
  SubscriptionInput,
  Subscriptions,
  SubscriptionWithSecret,
  TestAttempt,
} from './resources/subscriptions.ts';
export type {
  Attempt,
  Deliveries,
  Delivery,
  DeliveryFilter,
  DeliveryStatus,
  DeliveryWithAttempts,
} from './resources/deliveries.ts';
export type {
  ApiKey,
  ApiKeyInput,
  ApiKeys,
  ApiKeyScope,
  CreatedApiKey,
} from './resources/api-keys.ts';
export type { Session, SignedIn, SignInInput } from './resources/session.ts';
export type { Overview, OverviewRange, Overviews } from './resources/overview.ts';
export type {
  Quarantine,
  Quarantined,
  QuarantinedDetail,
  QuarantineRetry,
} from './resources/quarantine.ts';
export type { Replay, ReplayInput, Replays } from './resources/replays.ts';
export type { Health } from './resources/health.ts';
