import type { Activity } from '@invoice-relay/core/source';

import { isoTime } from '../../shared/clock/iso-time.ts';
import { plainBytes } from '../../shared/plain-bytes.ts';

/** A stored activity in the form that a source takes. */
export function storedActivity(kept: {
  readonly id: string;
  readonly raw: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}): Activity {
  return { id: kept.id, raw: plainBytes(kept.raw), seenAt: isoTime(kept.receivedAt) };
}
