import type { RelayEvent } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';

import { useConnections, useEventTypeNames } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { subjectName, typeInWords } from '../../text/names.ts';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { documentOf } from './document.ts';
import { DocumentView } from './document-view.tsx';
import { enrichmentNotice } from './enrichment-words.ts';
import { EventDeliveries } from './event-deliveries.tsx';
import { historyHref } from './history.ts';
import { RawActivity } from './raw-activity.tsx';

/** One event: its document, what the vendor sent, and what became of it. */
export function EventPage() {
  const id = useRoute().params['id'] ?? '';
  const event = useQuery({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => relay.events.get({ id }, { signal }),
  });
  const { data: types = [] } = useEventTypeNames();
  const type = event.data?.type;
  const title = types.find((one) => one.type === type)?.title ?? typeInWords(type ?? 'Event');
  const subject = event.data?.data.subject;
  return (
    <Page
      title={subject ? `${title}: ${subject.number ?? subjectName(subject)}` : title}
      up={{ href: '/events', label: 'Events' }}
    >
      <Loaded query={event}>{(shown) => <Shown event={shown} />}</Loaded>
    </Page>
  );
}

function Shown({ event }: { readonly event: RelayEvent }) {
  const { data, type, timestamp } = event;
  const { data: connections = [] } = useConnections();
  const document = documentOf(data);
  const notice = enrichmentNotice(data);
  return (
    <>
      <Card>
        <Facts
          facts={[
            ['When', <FullMoment at={timestamp} />],
            ['Type', <code>{type}</code>],
            data.subject === null
              ? undefined
              : [
                  'About',
                  <>
                    {subjectName(data.subject)}:{' '}
                    <a href={historyHref(event)}>all that happened to it</a>
                  </>,
                ],
            data.activity === null || data.activity.message === null
              ? undefined
              : ['The vendor says', data.activity.message],
            [
              'Connection',
              <a href={`/connections/${data.connectionId}`}>
                {connections.find(({ id }) => id === data.connectionId)?.name ?? data.connectionId}
              </a>,
            ],
            data.corrects === undefined
              ? undefined
              : ['Corrects', <a href={`/events/${data.corrects.eventId}`}>{data.corrects.type}</a>],
            ['Id', <code>{data.id}</code>],
          ]}
        />
      </Card>
      {notice !== undefined && <Notice tone="info">{notice}</Notice>}
      <Card>
        <Tabs
          label="Event"
          tabs={[
            ...(document === undefined
              ? []
              : [
                  {
                    value: 'document',
                    label: 'Document',
                    content: () => <DocumentView document={document} />,
                  },
                ]),
            {
              value: 'deliveries',
              label: 'Deliveries',
              content: () => <EventDeliveries eventId={data.id} />,
            },
            {
              value: 'activity',
              label: 'What the vendor sent',
              content: () => <RawActivity eventId={data.id} />,
            },
            {
              value: 'body',
              label: 'What subscribers get',
              content: () => <pre class="code">{JSON.stringify(event, null, 2)}</pre>,
            },
          ]}
        />
      </Card>
    </>
  );
}
