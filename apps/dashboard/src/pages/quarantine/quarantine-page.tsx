import { useConnections } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { usePages } from '../../api/use-pages.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatBytes } from '../../text/number.ts';
import { formatMoment } from '../../text/time.ts';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { QuarantineActions } from './quarantine-actions.tsx';
import { reasonTitle } from './quarantine-text.ts';

/** Lists requests and activities that could not be processed. */
export function QuarantinePage() {
  const { query: address, change } = useAddress();
  const connectionId = address['connection'] ?? '';
  const { data: connections = [] } = useConnections();
  const items = usePages({
    key: ['quarantine', 'list', connectionId],
    load: (page, options) =>
      relay.quarantine.list({ ...page, ...(connectionId === '' ? {} : { connectionId }) }, options),
    keyOf: ({ id }) => id,
  });
  const connectionName = useConnectionName();
  const nameOf = (id: string) => connectionName(id) ?? id;
  return (
    <Page
      title="Quarantine"
      lead="Requests and activities that could not be processed. Nothing is lost: once the cause is fixed, process them again."
    >
      {connections.length > 1 && (
        <div class="filters">
          <SelectField
            label="Connection"
            value={connectionId}
            choices={[
              { value: '', label: 'All connections' },
              ...connections.map(({ id }) => ({ value: id, label: nameOf(id) })),
            ]}
            onChange={(connection) => change({ connection })}
          />
        </div>
      )}
      <Loaded query={items}>
        {(list) =>
          list.length === 0 ? (
            <Empty
              title={
                connectionId === ''
                  ? 'The quarantine is empty'
                  : 'The quarantine has nothing from this connection'
              }
            >
              Everything received could be processed.
            </Empty>
          ) : (
            <Table
              caption="Quarantine"
              rows={list}
              keyOf={({ id }) => id}
              body={items.body}
              columns={[
                {
                  title: 'Reason',
                  cell: ({ id, reason, detail }) => (
                    <>
                      <a class="row-link" href={`/quarantine/${id}`}>
                        {reasonTitle(reason)}
                      </a>
                      <span class="sub">{detail}</span>
                    </>
                  ),
                },
                { title: 'Connection', cell: (item) => nameOf(item.connectionId) },
                { title: 'Size', end: true, cell: ({ size }) => formatBytes(size) },
                { title: 'Received', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
                {
                  title: '',
                  end: true,
                  cell: ({ id, reason, connectionId: of, receivedAt }) => (
                    <QuarantineActions
                      id={id}
                      about={[reasonTitle(reason), nameOf(of), formatMoment(receivedAt)].join(', ')}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <More query={items} />
    </Page>
  );
}
