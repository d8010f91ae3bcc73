import { useRoute } from 'preact-iso';

import { useLiveConnection, useSources } from '../../api/queries.ts';
import type { Connection, Source } from '../../api/views.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { FirstSign } from './first-sign.tsx';
import { VendorSteps } from './vendor-steps.tsx';

/** Shows the remaining setup steps after connecting an account, and whether they worked. */
export function SetUpPage() {
  const id = useRoute().params['id'] ?? '';
  const connection = useLiveConnection(id);
  const sources = useSources();
  return (
    <Page
      title={connection.data === undefined ? 'Setup' : `Set up ${connection.data.name}`}
      up={{ href: '/connections', label: 'Connections' }}
    >
      <Loaded query={connection}>
        {(shown) => (
          <Steps
            connection={shown}
            source={sources.data?.find(({ name }) => name === shown.source)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Steps(props: { readonly connection: Connection; readonly source: Source | undefined }) {
  const { connection, source } = props;
  const title = source?.title ?? connection.source;
  return (
    <>
      {connection.ingestUrl !== null && (
        <Card title={`3. Enter this URL in ${title}`}>
          <p>
            This is the ingest URL of the connection. Treat it like a password: anyone who knows it
            can send requests to it.
          </p>
          <Copyable text={connection.ingestUrl} what="the ingest URL" />
          <VendorSteps source={source} />
        </Card>
      )}
      <Card title={connection.ingestUrl === null ? '3. First poll' : '4. First webhook'}>
        <FirstSign connection={connection} source={source} />
      </Card>
      <div class="row">
        <ButtonLink look="primary" href="/subscriptions/new">
          Subscribe to its events
        </ButtonLink>
        <ButtonLink href={`/connections/${connection.id}`}>Go to the connection</ButtonLink>
      </div>
    </>
  );
}
