import type { RelayEvent } from '@invoice-relay/relay-client';

import { useConnections, useEventTypeNames } from '../../api/queries.ts';
import { subjectName, typeInWords } from '../../text/names.ts';
import { Moment } from '../../ui/moment.tsx';
import { Table } from '../../ui/table.tsx';
import { documentOf } from './document.ts';
import { DocumentTotal } from './document-total.tsx';

export function EventTable({ events }: { readonly events: readonly RelayEvent[] }) {
  const { data: types = [] } = useEventTypeNames();
  const { data: connections = [] } = useConnections();
  return (
    <Table
      caption="Events"
      rows={events}
      keyOf={({ data }) => data.id}
      columns={[
        {
          title: 'What happened',
          cell: ({ type, data }) => (
            <>
              <a class="row-link" href={`/events/${data.id}`}>
                {types.find((one) => one.type === type)?.title ?? typeInWords(type)}
              </a>
              {data.activity !== null && data.activity.message !== null && (
                <span class="sub">{data.activity.message}</span>
              )}
            </>
          ),
        },
        {
          title: 'About',
          cell: ({ data }) => {
            const document = documentOf(data);
            const buyer = document?.content.buyer?.name ?? null;
            return (
              <>
                {data.subject === null ? '–' : subjectName(data.subject)}
                {buyer !== null && <span class="sub">{buyer}</span>}
              </>
            );
          },
        },
        {
          title: 'Total',
          end: true,
          cell: ({ data }) => <DocumentTotal event={data} />,
        },
        {
          title: 'Connection',
          cell: ({ data }) =>
            connections.find(({ id }) => id === data.connectionId)?.name ?? data.source,
        },
        { title: 'When', cell: ({ timestamp }) => <Moment at={timestamp} /> },
      ]}
    />
  );
}
