import { LoaderCircle } from 'lucide-preact';

import type { Connection, Source } from '../../api/views.ts';
import { useInLabels } from '../../forms/use-in-labels.ts';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { connectionStanding, verificationWords } from '../connections/connection-words.ts';
import { schemeWords } from '../connections/scheme-words.ts';

/** Waits for the first webhook or poll, and shows its result. */
export function FirstSign(props: {
  readonly connection: Connection;
  readonly source: Source | undefined;
}) {
  const { connection, source } = props;
  const title = source?.title ?? connection.source;
  if (connection.poll !== null) return <FirstPoll connection={connection} title={title} />;
  const { tone, word, sentence } = connectionStanding(connection);
  const { verification, lastActivityAt } = connection;
  if (tone === 'bad' || tone === 'warn') {
    return (
      <Notice tone={tone} title={word} announced>
        {sentence}
      </Notice>
    );
  }
  if (lastActivityAt === null && verification.state !== 'pinned') {
    return (
      <div class="stack-small" role="status">
        <p class="row">
          <LoaderCircle class="spinner" size={18} aria-hidden="true" />
          Waiting for the first webhook. This page notices it by itself.
        </p>
        <p class="muted">
          Change something in {title}, such as an invoice. You can leave this page: the relay goes
          on waiting.
        </p>
      </div>
    );
  }
  const scheme = schemeWords(verification);
  return (
    <Notice tone="ok" title="The first webhook came" announced>
      <div class="stack-small">
        <p>
          {scheme === undefined
            ? `How it is trusted: ${verificationWords(verification)}`
            : `Its signature was found: ${scheme}. Every webhook must have it from now on.`}
        </p>
        {lastActivityAt !== null && (
          <p>
            Last activity: <FullMoment at={lastActivityAt} />.{' '}
            <a href={`/events?connection=${connection.id}`}>Look at its events</a>
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
      <Notice tone="bad" title={`${title} could not be asked`} announced>
        {inLabels(poll.error.message, connection.source)}
      </Notice>
    );
  }
  if (poll.lastFinishedAt === null) {
    return (
      <div class="stack-small">
        <p role="status">The relay asks {title} for the first time, to know what is there.</p>
        <Progress
          label="Documents seen"
          done={poll.progress?.done ?? 0}
          total={poll.progress?.total ?? null}
        />
      </div>
    );
  }
  return (
    <Notice tone="ok" title="The first poll is done" announced>
      What is there is known. From now on, what is new, changed or paid becomes an event.{' '}
      {poll.notice}
    </Notice>
  );
}
