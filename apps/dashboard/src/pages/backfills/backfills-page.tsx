import { useConnections, useSources } from '../../api/queries.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { ConnectionBackfills } from './connection-backfills.tsx';
import { PollCard } from './poll-card.tsx';

/** Shows the backfills or polls of each connection. */
export function BackfillsPage() {
  const connections = useConnections();
  const sources = useSources();
  const connectionName = useConnectionName();
  return (
    <Page
      title="Backfills and polls"
      lead="What the relay requests from vendors: activities that never arrived, and polls of vendors without webhooks."
    >
      <Loaded query={connections}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No connections yet">
              Once an account is connected, its backfills or polls are listed here.
            </Empty>
          ) : (
            <>
              {list.map((connection) => {
                const source = sources.data?.find(({ name }) => name === connection.source);
                return connection.poll === null ? (
                  <ConnectionBackfills
                    key={connection.id}
                    connection={connection}
                    source={source}
                    title={`Backfills of ${connectionName(connection.id) ?? connection.name}`}
                  />
                ) : (
                  <PollCard
                    key={connection.id}
                    connection={connection}
                    title={`Polls of ${connectionName(connection.id) ?? connection.name}`}
                  />
                );
              })}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
