import type { RelayEvent } from '@invoice-relay/relay-client';
import type { RefObject } from 'preact';

import { Moment } from '../../ui/moment.tsx';
import { Table } from '../../ui/table.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { documentOf } from './document.ts';
import { DocumentTotal } from './document-total.tsx';
import { operationalTexts } from './operational-texts.ts';
import { useSubjectName } from './use-subject-name.ts';
import { useTypeTitle } from './use-type-title.ts';

export function EventTable(props: {
  readonly events: readonly RelayEvent[];
  readonly body: RefObject<HTMLTableSectionElement>;
}) {
  const { events, body } = props;
  const titleOf = useTypeTitle();
  const subjectName = useSubjectName();
  const connectionName = useConnectionName();
  return (
    <Table
      caption="Events"
      rows={events}
      keyOf={({ data }) => data.id}
      body={body}
      columns={[
        {
          title: 'Event',
          cell: (event) => {
            const { type, data } = event;
            const said = operationalTexts(event)?.summary ?? data.activity?.message ?? null;
            return (
              <>
                <a class="row-link" href={`/events/${data.id}`}>
                  {titleOf(type)}
                </a>
                {said !== null && <span class="sub">{said}</span>}
              </>
            );
          },
        },
        {
          title: 'Subject',
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
            (data.connectionId === null ? undefined : connectionName(data.connectionId)) ??
            data.source,
        },
        { title: 'When', cell: ({ timestamp }) => <Moment at={timestamp} /> },
      ]}
    />
  );
}
