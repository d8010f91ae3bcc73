import { LoaderCircle } from 'lucide-preact';

import type { Connection, Source } from '../../api/views.ts';
import { useInLabels } from '../../forms/use-in-labels.ts';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { connectionSummary, verificationText } from '../connections/connection-summary.ts';
import { schemeText } from '../connections/scheme-text.ts';

/** Waits for the first webhook or poll, and shows its result. */
export function FirstSign(props: {
  readonly connection: Connection;
  readonly source: Source | undefined;
}) {
  const { connection, source } = props;
  const title = source?.title ?? connection.source;
  if (connection.poll !== null) return <FirstPoll connection={connection} title={title} />;
  const { tone, label, text } = connectionSummary(connection);
  const { verification, lastActivityAt } = connection;
  if (tone === 'bad' || tone === 'warn') {
    return (
      <Notice tone={tone} title={label} announced>
        {text}
      </Notice>
    );
  }
  if (lastActivityAt === null && verification.state !== 'pinned') {
    return (
      <div class="stack-small" role="status">
        <p class="row">
          <LoaderCircle class="spinner" size={18} aria-hidden="true" />
          Waiting for the first webhook. This page updates automatically.
        </p>
        <p class="muted">
          Change something in {title}, such as an invoice. You can leave this page: the relay keeps
          waiting.
        </p>
      </div>
    );
  }
  const scheme = schemeText(verification);
  return (
    <Notice tone="ok" title="The first webhook arrived" announced>
      <div class="stack-small">
        <p>
          {scheme === undefined
            ? `Verification: ${verificationText(verification)}`
            : `Signature scheme detected: ${scheme}. Every webhook must use it from now on.`}
        </p>
        {lastActivityAt !== null && (
          <p>
            Last activity: <FullMoment at={lastActivityAt} />.{' '}
            <a href={`/events?connection=${connection.id}`}>View its events</a>
          </p>
        )}
      </div>
    </Notice>
  );
}

function FirstPoll(props: { readonly connection: Connection; readonly title: string }) {
  const { connection, title } = props;
  const { poll } = connection;
  const inLabels = useInLabels();
  if (poll === null) return null;
  if (poll.error !== null) {
    return (
      <Notice tone="bad" title={`${title} could not be polled`} announced>
        {inLabels(poll.error.message, connection.source)}
      </Notice>
    );
  }
  if (poll.lastFinishedAt === null) {
    return (
      <div class="stack-small">
        <p role="status">
          The relay is polling {title} for the first time, to record what already exists.
        </p>
        <Progress
          label="Documents read"
          done={poll.progress?.done ?? 0}
          total={poll.progress?.total ?? null}
        />
      </div>
    );
  }
  return (
    <Notice tone="ok" title="The first poll is complete" announced>
      The existing documents are recorded. From now on, every new, changed or paid document becomes
      an event. {poll.notice}
    </Notice>
  );
}
