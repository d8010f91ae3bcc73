import type { Connection } from '../../api/views.ts';
import { Plus } from 'lucide-preact';

import { useConnections, useSources } from '../../api/queries.ts';
import { useCan } from '../../app/session.tsx';
import { useInLabels } from '../../forms/use-in-labels.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { connectionSummary } from './connection-summary.ts';
import { useConnectionName } from './use-connection-name.ts';

export function ConnectionsPage() {
  const connections = useConnections();
  const sources = useSources();
  const connectionName = useConnectionName();
  const inLabels = useInLabels();
  const mayConnect = useCan('admin');
  const titleOf = (name: string) =>
    sources.data?.find((source) => source.name === name)?.title ?? name;
  const connect = (
    <ButtonLink href="/connections/new" look="primary">
      <Plus size={18} aria-hidden="true" />
      Connect
    </ButtonLink>
  );
  return (
    <Page
      title="Connections"
      lead="Accounts of invoicing systems, and the state of each connection."
      actions={mayConnect && connect}
    >
      <Loaded query={connections}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No connections yet" {...(mayConnect ? { action: connect } : {})}>
              {mayConnect
                ? 'Connect an account of an invoicing system: from then on, what happens in it becomes events.'
                : 'An administrator can connect an account of an invoicing system.'}
            </Empty>
          ) : (
            <Table
              caption="Connections"
              rows={list}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: 'Name',
                  cell: (connection: Connection) => (
                    <>
                      <a class="row-link" href={`/connections/${connection.id}`}>
                        {connectionName(connection.id) ?? connection.name}
                      </a>
                      <span class="sub">{titleOf(connection.source)}</span>
                    </>
                  ),
                },
                {
                  title: 'State',
                  cell: (connection) => {
                    const { tone, label, text } = connectionSummary(connection);
                    return (
                      <>
                        <Status tone={tone}>{label}</Status>
                        <span class="sub">{inLabels(text, connection.source)}</span>
                      </>
                    );
                  },
                },
                {
                  title: 'Last activity',
                  cell: ({ lastActivityAt }) =>
                    lastActivityAt === null ? 'None yet' : <Moment at={lastActivityAt} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
