import { ActivityEntity } from './activity.entity.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { AttemptEntity } from './attempt.entity.ts';
import { BacklogLevelEntity } from './backlog-level.entity.ts';
import { BackfillFindEntity } from './backfill-find.entity.ts';
import { BackfillEntity } from './backfill.entity.ts';
import { ConnectionHealthEntity } from './connection-health.entity.ts';
import { ConfigurationVersionEntity } from './configuration-version.entity.ts';
import { ConnectionEntity } from './connection.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { EventTermEntity } from './event-term.entity.ts';
import { EventEntity } from './event.entity.ts';
import { HeldEventEntity } from './held-event.entity.ts';
import { FlowCountEntity } from './flow-count.entity.ts';
import { IdempotencyEntity } from './idempotency.entity.ts';
import { JobEntity } from './job.entity.ts';
import { LaneEntity } from './lane.entity.ts';
import { PaceEntity } from './pace.entity.ts';
import { PollEntity } from './poll.entity.ts';
import { PolledDocumentEntity } from './polled-document.entity.ts';
import { ReplayEntity } from './replay.entity.ts';
import { RotatedSecretEntity } from './rotated-secret.entity.ts';
import { ProjectionEntity } from './projection.entity.ts';
import { QuarantineEntity } from './quarantine.entity.ts';
import { SessionEntity } from './session.entity.ts';
import { SettingEntity } from './setting.entity.ts';
import { SignInCodeEntity } from './sign-in-code.entity.ts';
import { SubscriptionEntity } from './subscription.entity.ts';
import { UnconfirmedActivityEntity } from './unconfirmed-activity.entity.ts';

export const entities = [
  ActivityEntity,
  ApiKeyEntity,
  AttemptEntity,
  BackfillEntity,
  BackfillFindEntity,
  BacklogLevelEntity,
  ConfigurationVersionEntity,
  ConnectionEntity,
  ConnectionHealthEntity,
  DeliveryEntity,
  EventEntity,
  EventTermEntity,
  HeldEventEntity,
  FlowCountEntity,
  IdempotencyEntity,
  JobEntity,
  LaneEntity,
  PaceEntity,
  PollEntity,
  PolledDocumentEntity,
  ReplayEntity,
  RotatedSecretEntity,
  ProjectionEntity,
  QuarantineEntity,
  SessionEntity,
  SettingEntity,
  SignInCodeEntity,
  SubscriptionEntity,
  UnconfirmedActivityEntity,
];
