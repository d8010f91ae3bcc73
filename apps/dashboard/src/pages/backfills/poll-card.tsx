import { relay } from '../../api/relay.ts';
import { useAction } from '../../api/use-action.ts';
import type { Connection } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { useInLabels } from '../../forms/use-in-labels.ts';
import { counted, formatCount } from '../../text/number.ts';
import { secondsInWords } from '../../text/time.ts';
import { About } from '../../ui/about.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';

/** Shows the polling schedule and state of a connection without webhooks. */
export function PollCard(props: { readonly connection: Connection; readonly title?: string }) {
  const { connection, title = 'Polls' } = props;
  const { id, poll } = connection;
  const mayPoll = useCan('admin');
  const inLabels = useInLabels();
  const now = useAction({
    run: () => relay.connections.poll({ connectionId: id }),
    done: 'Poll started.',
    touches: ['connections'],
  });
  if (poll === null) return null;
  return (
    <Card
      title={title}
      actions={
        mayPoll && (
          <Button size="small" busy={now.busy} onClick={() => now.run()}>
            Poll now
            <About text={title} />
          </Button>
        )
      }
    >
      {poll.error !== null && (
        <Notice tone="bad" title={pollFailures(poll.error.failures)}>
          {inLabels(poll.error.message, connection.source)}
        </Notice>
      )}
      {poll.notice !== null && <Notice tone="info">{poll.notice}</Notice>}
      {poll.progress !== null && (
        <Progress label="Initial scan" done={poll.progress.done} total={poll.progress.total} />
      )}
      <Facts
        facts={[
          ['Interval', secondsInWords(poll.intervalSeconds)],
          ['State', poll.state === 'running' ? 'Polling' : 'Waiting for the next poll'],
          [
            'Last poll',
            poll.lastFinishedAt === null ? (
              'None yet'
            ) : (
              <>
                <Moment at={poll.lastFinishedAt} />, {counted(poll.found, 'activity', 'activities')}{' '}
                found
              </>
            ),
          ],
          ['Next poll', <Moment at={poll.nextPollAt} ahead />],
          ['Found in total', formatCount(poll.foundTotal)],
        ]}
      />
      {poll.unreadable.count > 0 && (
        <details>
          <summary>{counted(poll.unreadable.count, 'document')} could not be read</summary>
          <ul class="stack-small">
            {poll.unreadable.documents.map(({ document, reason }) => (
              <li key={document}>
                <code>{document}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function pollFailures(failures: number): string {
  return failures === 1 ? 'The last poll failed' : `The last ${formatCount(failures)} polls failed`;
}
