import { Inject, Injectable } from '@nestjs/common';

import { seconds } from '../../../shared/clock/durations.ts';
import { Database } from '../../../database/database.ts';
import {
  addFlow,
  noFlow,
  readBacklog,
  readFlow,
  readLevels,
  startOf,
} from '../../../database/tables/flow-counts.ts';
import type { BacklogLevel, Flow } from '../../../database/tables/flow-counts.ts';
import { countQuarantined } from '../../../database/tables/quarantine.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { ranges } from './overview.schemas.ts';
import type { OverviewView, Range } from './overview.schemas.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** Beyond this number, pending deliveries are not counted while somebody waits for the response. */
const maxCounted = 100_000;

/** What came in, went out and is pending, over time: from counters, however long the tables are. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get(range: Range): Promise<OverviewView> {
    const { points, stepSeconds } = ranges[range];
    const stepMs = stepSeconds * seconds;
    const to = startOf(this.clock.now(), stepSeconds) + stepMs;
    const from = to - points * stepMs;
    const step = stepSeconds < 3_600 ? 60 : 3_600;
    return this.database.read(async (tx) => {
      const flows = await readFlow(tx, { step, from, to });
      const levels = await readLevels(tx, { step, from, to });
      const steps = Array.from({ length: points }, (_, index) => from + index * stepMs);
      const flowsOf = Map.groupBy(flows, ({ at }) => startOf(at, stepSeconds));
      const levelsOf = Map.groupBy(levels, ({ at }) => startOf(at, stepSeconds));
      return {
        range,
        from: isoTime(from),
        to: isoTime(to),
        stepSeconds,
        series: steps.map((at) => ({
          at: isoTime(at),
          ...sumOf(flowsOf.get(at) ?? []),
          ...highest(levelsOf.get(at) ?? []),
        })),
        totals: sumOf(flows),
        now: await present(tx, levels.at(-1)),
      };
    });
  }
}

async function present(
  tx: Transaction,
  lastLevel: BacklogLevel | undefined,
): Promise<OverviewView['now']> {
  const { pending, oldestAt } = await readBacklog(tx, { upTo: maxCounted });
  const reasons = await countQuarantined(tx);
  return {
    pending: pending ?? Math.max(lastLevel?.pending ?? 0, maxCounted),
    oldestPendingAt: isoTime(oldestAt),
    quarantined: reasons.reduce((sum, { count }) => sum + count, 0),
  };
}

function sumOf(flows: readonly Flow[]): OverviewView['totals'] {
  return flows.reduce(addFlow, noFlow);
}

function highest(
  levels: readonly BacklogLevel[],
): Pick<OverviewView['series'][number], 'pending' | 'oldestPendingSeconds'> {
  if (levels.length === 0) return { pending: null, oldestPendingSeconds: null };
  return {
    pending: Math.max(...levels.map(({ pending }) => pending)),
    oldestPendingSeconds: Math.max(...levels.map(({ oldestSeconds }) => oldestSeconds)),
  };
}
