import { useMutation } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';

import { useConnection, useSources } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import type { Connection, Source } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { inLabels } from '../../forms/in-labels.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment, Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem.tsx';
import { ConnectionBackfills } from '../backfills/connection-backfills.tsx';
import { PollCard } from '../backfills/poll-card.tsx';
import { VendorSteps } from '../connect/vendor-steps.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { connectionSummary, verificationText } from './connection-summary.ts';
import { schemeText } from './scheme-text.ts';

/** Shows a connection: its state, verification and settings, with actions. */
export function ConnectionPage() {
  const id = useRoute().params['id'] ?? '';
  const connection = useConnection(id);
  const sources = useSources();
  const mayChange = useCan('admin');
  const { data } = connection;
  const source = sources.data?.find(({ name }) => name === data?.source);
  return (
    <Page
      title={data?.name ?? 'Connection'}
      up={{ href: '/connections', label: 'Connections' }}
      actions={
        data !== undefined && mayChange && <ConnectionActions connection={data} source={source} />
      }
    >
      <Loaded query={connection}>{(shown) => <Shown connection={shown} source={source} />}</Loaded>
    </Page>
  );
}

interface Shows {
  readonly connection: Connection;
  readonly source: Source | undefined;
}

function Shown({ connection, source }: Shows) {
  const mayChange = useCan('admin');
  const { tone, label, text } = connectionSummary(connection);
  const { verification, lastActivityAt, trouble, notes } = connection;
  const scheme = schemeText(verification);
  return (
    <>
      <Notice tone={tone} title={label}>
        {inLabels(text, source)}
      </Notice>
      {trouble !== null && (
        <Notice tone="warn" title="Something could not be read">
          {trouble} {mayChange && <a href="/quarantine">View the quarantine</a>}
        </Notice>
      )}
      <Card>
        <Facts
          facts={[
            ['System', source?.title ?? connection.source],
            [
              'Last activity',
              lastActivityAt === null ? (
                'None yet'
              ) : (
                <>
                  <Moment at={lastActivityAt} />
                  {' · '}
                  <a href={`/events?connection=${connection.id}`}>View its events</a>
                </>
              ),
            ],
            ['Verification', verificationText(verification)],
            scheme === undefined ? undefined : ['Signature scheme', scheme],
            [
              'Documents',
              connection.enrich
                ? 'Fetched and included in events'
                : 'Not fetched: events contain what the vendor sends',
            ],
            [
              'Links to documents',
              connection.includeLinks ? 'Included in events' : 'Removed from events',
            ],
            notes.length === 0 ? undefined : ['Learned about the vendor', <Notes notes={notes} />],
            ['Created', <FullMoment at={connection.createdAt} />],
            ['ID', <code>{connection.id}</code>],
          ]}
        />
      </Card>
      {connection.ingestUrl !== null && (
        <Card title="Ingest URL">
          <p class="muted">
            {source?.title ?? 'The vendor'} sends its webhooks to this URL. Treat it like a
            password.
          </p>
          <Copyable text={connection.ingestUrl} what="the ingest URL" />
          <VendorSteps source={source} />
        </Card>
      )}
      {mayChange && <CredentialTest connection={connection} source={source} />}
      <PollCard connection={connection} />
      <ConnectionBackfills connection={connection} source={source} />
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** Tests whether the vendor currently accepts the stored credentials. */
function CredentialTest({ connection, source }: Shows) {
  const test = useMutation({
    mutationFn: () => relay.connections.test({ connectionId: connection.id }),
  });
  const title = source?.title ?? 'the vendor';
  return (
    <Card
      title="Credentials"
      actions={
        <ButtonLink size="small" href={`/connections/${connection.id}/set-up`}>
          Show setup
        </ButtonLink>
      }
    >
      <p class="muted">They are stored encrypted and never shown.</p>
      {source?.capabilities.includes('check') !== false && (
        <div>
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            Test with {title}
          </Button>
        </div>
      )}
      <ProblemNotice error={test.error} />
      {test.data !== undefined && (
        <Notice
          tone={test.data.ok ? 'ok' : 'bad'}
          title={test.data.ok ? 'The credentials work' : 'The credentials do not work'}
          announced
        >
          {inLabels(test.data.message, source)}
        </Notice>
      )}
    </Card>
  );
}
