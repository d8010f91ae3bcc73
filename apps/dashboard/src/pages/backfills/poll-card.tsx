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
    done: 'The vendor is being asked.',
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
        <Notice tone="bad" title={`${counted(poll.error.failures, 'poll')} in a row failed`}>
          {inLabels(poll.error.message, connection.source)}
        </Notice>
      )}
      {poll.notice !== null && <Notice tone="info">{poll.notice}</Notice>}
      {poll.progress !== null && (
        <Progress label="First walk" done={poll.progress.done} total={poll.progress.total} />
      )}
      <Facts
        facts={[
          ['Every', secondsInWords(poll.intervalSeconds)],
          ['State', poll.state === 'running' ? 'The vendor is being asked' : 'Waits for the next'],
          [
            'Last',
            poll.lastFinishedAt === null ? (
              'None yet'
            ) : (
              <>
                <Moment at={poll.lastFinishedAt} />, {counted(poll.found, 'activity', 'activities')}{' '}
                found
              </>
            ),
          ],
          ['Next', <Moment at={poll.nextPollAt} ahead />],
          ['Found in all', formatCount(poll.foundTotal)],
        ]}
      />
      {poll.unreadable.count > 0 && (
        <details>
          <summary>{counted(poll.unreadable.count, 'document')} cannot be read</summary>
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
