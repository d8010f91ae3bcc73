import { readJson } from '../../../shared/read-json.ts';
import type { BackfillEntity } from '../../../database/entities/backfill.entity.ts';
import type { BackfillView } from './backfills.schemas.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** A backfill as the API returns it. */
export function backfillView(backfill: BackfillEntity): BackfillView {
  const { id, connectionId, reason, status, done, total, error } = backfill;
  const { unreadable, found, leftOut, missing, appended, missingTypes, missingSince } = backfill;
  return {
    id,
    connectionId,
    reason,
    status,
    from: isoTime(backfill.fromAt),
    progress: { done, total },
    unreadable,
    found,
    leftOut,
    missing,
    appended,
    missingTypes: readJson(missingTypes, {}),
    missingSince: readJson(missingSince, null),
    error,
    nextRunAt: backfill.finishedAt === null ? isoTime(backfill.nextRunAt) : null,
    createdAt: isoTime(backfill.createdAt),
    startedAt: isoTime(backfill.startedAt),
    finishedAt: isoTime(backfill.finishedAt),
  };
}
