import type { Backfill } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { whileSignedIn } from '../../api/session-state.ts';
import { useAction } from '../../api/use-action.ts';
import type { Connection, Source } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { About } from '../../ui/about.tsx';
import { Button } from '../../ui/button.tsx';
import { MomentField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Card } from '../../ui/page.tsx';
import { momentOf } from '../events/moment-of.ts';
import { BackfillReport } from './backfill-report.tsx';

const few = 5;

/** Shows the latest backfills of a connection, and starts new ones. */
export function ConnectionBackfills(props: {
  readonly connection: Connection;
  readonly source: Source | undefined;
  readonly title?: string;
}) {
  const { connection, source, title = 'Backfills' } = props;
  const { id } = connection;
  const mayStart = useCan('admin');
  const backfills = useQuery({
    queryKey: ['backfills', id],
    queryFn: async ({ signal }) =>
      (await relay.connections.listBackfills({ connectionId: id, limit: few }, { signal })).data,
    refetchInterval: ({ state }) => state.data?.some(isOpen) === true && whileSignedIn(1_500),
  });
  if (source === undefined || !source.capabilities.includes('backfill')) return null;
  return (
    <Card title={title}>
      <p class="muted">
        A backfill searches the vendor’s API for activities that never arrived, for example after an
        outage. The relay runs one automatically once a day.
      </p>
      {mayStart && backfills.data?.some(isOpen) === false && (
        <StartBackfill connectionId={id} about={title} />
      )}
      <Loaded query={backfills}>
        {(list) =>
          list.length === 0 ? (
            <p class="muted">No backfills yet.</p>
          ) : (
            <ul class="stack-large">
              {list.map((backfill) => (
                <li key={backfill.id}>
                  <BackfillReport backfill={backfill} source={source} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function isOpen({ finishedAt }: Backfill): boolean {
  return finishedAt === null;
}

/** Only rendered while none is in progress: a connection has at most one unfinished backfill. */
function StartBackfill(props: { readonly connectionId: string; readonly about: string }) {
  const { connectionId, about } = props;
  const [from, setFrom] = useState('');
  const start = useAction({
    run: () => relay.connections.backfill({ connectionId, ...momentOf('from', from) }),
    done: 'Backfill started.',
    touches: ['backfills', 'connections'],
  });
  return (
    <form
      class="row row-bottom"
      onSubmit={(event) => {
        event.preventDefault();
        start.run();
      }}
    >
      <MomentField label="Activities since" optional value={from} onChange={setFrom} />
      <Button type="submit" busy={start.busy}>
        Start a backfill
        <About text={about} />
      </Button>
    </form>
  );
}
