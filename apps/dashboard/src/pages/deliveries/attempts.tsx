import type { Attempt } from '../../api/views.ts';
import { duration } from '../../text/time.ts';
import { FullMoment } from '../../ui/moment.tsx';
import { Status } from '../../ui/status.tsx';
import { attemptText } from './delivery-summary.ts';
import './attempts.css';

/** Lists the attempts of a delivery with their requests and responses, newest first. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <p class="muted">No attempts yet.</p>;
  return (
    <ol class="attempts">
      {attempts.toReversed().map((attempt) => (
        <li key={attempt.number}>
          <div class="spread">
            <div class="row">
              <strong>Attempt {attempt.number}</strong>
              <Status tone={attempt.error === null ? 'ok' : 'bad'}>{attemptText(attempt)}</Status>
            </div>
            <span class="small muted">
              <FullMoment at={attempt.startedAt} />, {duration(attempt.durationMs)}
            </span>
          </div>
          {attempt.error !== null && <p class="breaks">{attempt.error}</p>}
          <details>
            <summary class="small">Request and response</summary>
            <div class="columns">
              <Sent request={attempt.request} />
              <Answer attempt={attempt} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Sent({ request }: { readonly request: Attempt['request'] }) {
  return (
    <div class="stack-small">
      <h3>Request</h3>
      {request === null ? (
        <p class="small muted">The request was not stored.</p>
      ) : (
        <pre class="code">{headText(`${request.method} ${request.url}`, request.headers)}</pre>
      )}
      <p class="small muted">
        The body is the event. The path of the URL and the values of custom headers are not stored.
      </p>
    </div>
  );
}

function Answer({ attempt }: { readonly attempt: Attempt }) {
  const { status, response, responseHeaders } = attempt;
  if (status === null) {
    return (
      <div class="stack-small">
        <h3>Response</h3>
        <p class="small muted">No response.</p>
      </div>
    );
  }
  return (
    <div class="stack-small">
      <h3>Response</h3>
      <pre class="code">{headText(String(status), responseHeaders ?? {})}</pre>
      {response === null || response === '' ? (
        <p class="small muted">The body was empty or is no longer stored.</p>
      ) : (
        <pre class="code">{response}</pre>
      )}
    </div>
  );
}

function headText(first: string, headers: Readonly<Record<string, string>>): string {
  return [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
}
