import type { RelayEvent } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';

import { relay } from '../../api/relay.ts';
import { useAddress } from '../../app/use-address.ts';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { documentOf } from './document.ts';
import { DocumentView } from './document-view.tsx';
import { enrichmentNotice } from './enrichment-notice.ts';
import { EventDeliveries } from './event-deliveries.tsx';
import { historyHref } from './history.ts';
import { RawActivity } from './raw-activity.tsx';
import { operationalTexts } from './operational-texts.ts';
import { useSubjectName } from './use-subject-name.ts';
import { useTypeTitle } from './use-type-title.ts';

/** Shows an event: its document, the vendor's activity, and its deliveries. */
export function EventPage() {
  const id = useRoute().params['id'] ?? '';
  const event = useQuery({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => relay.events.get({ id }, { signal }),
  });
  const title = useTypeTitle()(event.data?.type ?? 'Event');
  const subject = event.data?.data.subject;
  return (
    <Page
      title={subject?.number ? `${title}: ${subject.number}` : title}
      up={{ href: '/events', label: 'Events' }}
    >
      <Loaded query={event}>{(shown) => <Shown event={shown} />}</Loaded>
    </Page>
  );
}

function Shown({ event }: { readonly event: RelayEvent }) {
  const { data, type, timestamp } = event;
  const connectionName = useConnectionName();
  const subjectName = useSubjectName();
  const document = documentOf(data);
  const operational = operationalTexts(event);
  const notice = enrichmentNotice(data);
  const { query: address, change } = useAddress();
  // A document that arrives later does not switch the selected tab.
  const [first] = useState(document === undefined ? 'deliveries' : 'document');
  const tabs = [
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
    ...(operational === undefined
      ? [
          {
            value: 'activity',
            label: 'What the vendor sent',
            content: () => <RawActivity eventId={data.id} />,
          },
        ]
      : []),
    {
      value: 'body',
      label: 'What subscribers receive',
      content: () => <pre class="code">{JSON.stringify(event, null, 2)}</pre>,
    },
  ];
  const chosen = tabs.find(({ value }) => value === address['tab'])?.value ?? first;
  return (
    <>
      <Card>
        <Facts
          facts={[
            ['When', <FullMoment at={timestamp} />],
            ['Type', <code>{type}</code>],
            operational === undefined ? undefined : ['Summary', operational.summary],
            operational?.reason === undefined ? undefined : ['Reason', operational.reason],
            operational?.action === undefined ? undefined : ['What to do', operational.action],
            data.subject === null
              ? undefined
              : [
                  'Subject',
                  <>
                    {operational?.href === undefined ? (
                      subjectName(data.subject)
                    ) : (
                      <a href={operational.href}>{subjectName(data.subject)}</a>
                    )}
                    {' · '}
                    <a href={historyHref(event)}>View all its events</a>
                  </>,
                ],
            data.activity === null || data.activity.message === null
              ? undefined
              : ['Vendor’s message', data.activity.message],
            data.connectionId === null
              ? undefined
              : [
                  'Connection',
                  <a href={`/connections/${data.connectionId}`}>
                    {connectionName(data.connectionId) ?? data.connectionId}
                  </a>,
                ],
            data.corrects === undefined
              ? undefined
              : ['Corrects', <a href={`/events/${data.corrects.eventId}`}>{data.corrects.type}</a>],
            ['ID', <code>{data.id}</code>],
          ]}
        />
      </Card>
      {notice !== undefined && <Notice tone="info">{notice}</Notice>}
      <Card>
        <Tabs label="Event" tabs={tabs} value={chosen} onChange={(tab) => change({ tab })} />
      </Card>
    </>
  );
}
