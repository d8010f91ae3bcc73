import type { Backfill } from '@invoice-relay/relay-client';

import type { Source } from '../../api/views.ts';
import { inLabels } from '../../forms/in-labels.ts';
import { formatCount } from '../../text/number.ts';
import { FullMoment, Moment } from '../../ui/moment.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { typeInWords } from '../../text/names.ts';
import { backfillSummary, reasonText } from './backfill-summary.ts';

/** Shows the progress of a backfill, or its result. */
export function BackfillReport(props: { readonly backfill: Backfill; readonly source: Source }) {
  const { backfill, source } = props;
  const { tone, label, text } = backfillSummary(backfill);
  const { progress, startedAt, finishedAt, missingTypes, missingSince, nextRunAt } = backfill;
  const types = Object.entries(missingTypes);
  const now = useNow();
  return (
    <div class="stack-small">
      <div class="spread">
        <div class="row">
          <Status tone={tone}>{label}</Status>
          <span class="small muted">{reasonText(backfill.reason)}</span>
        </div>
        <span class="small muted">
          <Moment at={backfill.createdAt} />
        </span>
      </div>
      {startedAt !== null && finishedAt === null && (
        <Progress label="Documents read" done={progress.done} total={progress.total} />
      )}
      <p>{inLabels(text, source)}</p>
      {finishedAt === null && nextRunAt !== null && Date.parse(nextRunAt) > now && (
        <p class="small muted">
          {startedAt === null ? 'Starts' : 'Continues'} <Moment at={nextRunAt} ahead />.
        </p>
      )}
      {missingSince !== null && missingSince.at !== null && (
        <p class="small muted">
          Activities were missing since <FullMoment at={missingSince.at} />.
        </p>
      )}
      {types.length > 0 && (
        <ul class="row small muted">
          {types.map(([type, count]) => (
            <li key={type}>
              {typeInWords(type)}: {formatCount(count)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
