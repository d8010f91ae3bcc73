import { Initial1795168800000 } from './1795168800000-initial.ts';
import { VendorApi1795179600000 } from './1795179600000-vendor-api.ts';
import { Polling1795190400000 } from './1795190400000-polling.ts';
import { Jobs1795860000000 } from './1795860000000-jobs.ts';
import { SubscriptionOwners1795892400000 } from './1795892400000-subscription-owners.ts';
import { RotatedSecrets1795896000000 } from './1795896000000-rotated-secrets.ts';
import { Inbox1795903200000 } from './1795903200000-inbox.ts';
import { Lanes1795910400000 } from './1795910400000-lanes.ts';
import { BackfillLeftOut1795914000000 } from './1795914000000-backfill-left-out.ts';
import { LateEvents1795957200000 } from './1795957200000-late-events.ts';
import { Corrections1795960800000 } from './1795960800000-corrections.ts';
import { Sessions1795964400000 } from './1795964400000-sessions.ts';
import { LaneClaims1795968000000 } from './1795968000000-lane-claims.ts';
import { QuarantineUse1795971600000 } from './1795971600000-quarantine-use.ts';
import { OperationalEvents1795975200000 } from './1795975200000-operational-events.ts';
import { Overview1795978800000 } from './1795978800000-overview.ts';
import { Search1795982400000 } from './1795982400000-search.ts';
import { Traces1795986000000 } from './1795986000000-traces.ts';
import { AttemptHeads1795996800000 } from './1795996800000-attempt-heads.ts';
import { VendorFailureCodes1796000400000 } from './1796000400000-vendor-failure-codes.ts';
import { IndexConditions1796022000000 } from './1796022000000-index-conditions.ts';
import { DueRows1796032800000 } from './1796032800000-due-rows.ts';
import { ClaimedDeliveries1796036400000 } from './1796036400000-claimed-deliveries.ts';

/** In the order in which they run. Released ones never change: add a new one instead. */
export const migrations = [
  Initial1795168800000,
  VendorApi1795179600000,
  Polling1795190400000,
  Jobs1795860000000,
  SubscriptionOwners1795892400000,
  RotatedSecrets1795896000000,
  Inbox1795903200000,
  Lanes1795910400000,
  BackfillLeftOut1795914000000,
  LateEvents1795957200000,
  Corrections1795960800000,
  Sessions1795964400000,
  LaneClaims1795968000000,
  QuarantineUse1795971600000,
  OperationalEvents1795975200000,
  Overview1795978800000,
  Search1795982400000,
  Traces1795986000000,
  AttemptHeads1795996800000,
  VendorFailureCodes1796000400000,
  IndexConditions1796022000000,
  DueRows1796032800000,
  ClaimedDeliveries1796036400000,
];
