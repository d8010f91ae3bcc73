import type { QuarantinedDetail } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { useLocation, useRoute } from 'preact-iso';

import { relay } from '../../api/relay.ts';
import { formatBytes } from '../../text/number.ts';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { QuarantineActions } from './quarantine-actions.tsx';
import { reasonTitle } from './quarantine-text.ts';

/** Shows a quarantined item exactly as received. */
export function QuarantinedPage() {
  const id = useRoute().params['id'] ?? '';
  const { route } = useLocation();
  const item = useQuery({
    queryKey: ['quarantine', 'one', id],
    queryFn: ({ signal }) => relay.quarantine.get({ id }, { signal }),
  });
  return (
    <Page
      title={item.data === undefined ? 'Quarantined item' : reasonTitle(item.data.reason)}
      up={{ href: '/quarantine', label: 'Quarantine' }}
      actions={
        item.data !== undefined && <QuarantineActions id={id} onGone={() => route('/quarantine')} />
      }
    >
      <Loaded query={item}>{(shown) => <Shown item={shown} />}</Loaded>
    </Page>
  );
}

const receivedBy: Readonly<Record<string, string>> = {
  webhook: 'Webhook',
  poll: 'Poll',
  backfill: 'Backfill',
};

function Shown({ item }: { readonly item: QuarantinedDetail }) {
  const connectionName = useConnectionName();
  return (
    <>
      <Notice tone="warn">{item.detail}</Notice>
      <Card>
        <Facts
          facts={[
            [
              'Connection',
              <a href={`/connections/${item.connectionId}`}>
                {connectionName(item.connectionId) ?? item.connectionId}
              </a>,
            ],
            ['Received by', receivedBy[item.via] ?? item.via],
            ['Received at', <FullMoment at={item.receivedAt} />],
            [
              'Authentic',
              item.authentic ? 'Yes, sent by the vendor' : 'Unknown: verified when processed again',
            ],
            item.retriedAt === null
              ? undefined
              : ['Last processed again', <FullMoment at={item.retriedAt} />],
            ['Size', formatBytes(item.size)],
          ]}
        />
      </Card>
      <Card title="As received">
        {Object.keys(item.headers).length > 0 && (
          <pre class="code">
            {Object.entries(item.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
          </pre>
        )}
        <pre class="code">{textOf(item.bodyBase64)}</pre>
      </Card>
    </>
  );
}

function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}
