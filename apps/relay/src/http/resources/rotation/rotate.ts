import type { RotatedKind } from '../../../database/entities/rotated-secret.entity.ts';
import {
  endRotated,
  endRotatedValues,
  keepRotated,
  validRotated,
} from '../../../database/tables/rotated-secrets.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { conflict } from '../../index.ts';

/** Each of them signs every delivery, or is tried on every webhook. */
const maxPrevious = 5;

/**
 * Keeps what is being replaced for its overlap, beside previously replaced values that are still
 * valid. With an overlap of 0 all of them end immediately, as when one has leaked.
 *
 * Replaced credentials cannot be ended by their owner, who may need several attempts to get them
 * right: the oldest ends instead.
 *
 * @param options.value what is replaced, as stored
 * @throws {ProblemError} 409 if too many are valid side by side, and they are not credentials
 */
export async function rotate(
  tx: Transaction,
  options: {
    readonly kind: RotatedKind;
    readonly ownerId: string;
    readonly value: string;
    readonly now: number;
    readonly overlapMs: number;
  },
): Promise<void> {
  const { kind, ownerId, value, now, overlapMs } = options;
  if (overlapMs === 0) {
    await endRotated(tx, { ownerId, kind });
    return;
  }
  const valid = await validRotated(tx, { kind, ownerIds: [ownerId], now });
  const known = valid.get(ownerId) ?? [];
  const tooMany = known.slice(maxPrevious - 1).map(({ value: old }) => old);
  if (kind === 'credentials') await endRotatedValues(tx, { kind, ownerId, values: tooMany });
  else if (tooMany.length > 0) {
    const ends = known.map(({ validUntil }) => validUntil);
    throw conflict(
      'too_many_rotations',
      `${maxPrevious} replaced ones are still valid, the next one until ${new Date(Math.min(...ends)).toISOString()}. Wait until then, or end all of them now by rotating with {"overlapSeconds": 0}.`,
    );
  }
  await keepRotated(tx, { kind, ownerId, value, now, validUntil: now + overlapMs });
}
