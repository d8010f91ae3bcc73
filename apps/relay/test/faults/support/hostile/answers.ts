/** One answer as it came over the wire. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether it has none, whatever its head says: one to HEAD, or of a status that has none. */
  readonly isBare: boolean;
  /** Whether it goes on for as long as the connection does. */
  readonly streams: boolean;
}

const headEnd = '\r\n\r\n';
/** No body of ours begins as an answer does. */
const statusStart = Buffer.from('HTTP/1.');

/**
 * Reads the answers that are there as a whole, those with `100 Continue` and the like left out.
 *
 * @param methods of the requests, in their order: what answers HEAD has no body. What is no request
 *   has '', and may have no answer, so which of the others an answer is to shows in what follows it
 */
export function readAnswers(received: Buffer, methods: readonly string[]): HttpAnswer[] {
  const answers: HttpAnswer[] = [];
  for (let at = 0; at < received.length;) {
    const end = received.indexOf(headEnd, at);
    if (end === -1) break;
    const [statusLine = '', ...lines] = received.toString('latin1', at, end).split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1] ?? 0);
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    at = end + headEnd.length;
    if (status >= 100 && status < 200) continue;
    const isBare =
      status === 204 ||
      status === 304 ||
      (methods.includes('HEAD') && endsAt(received, at, methods[answers.length]));
    const streams = headers['content-type']?.startsWith('text/event-stream') === true;
    const read = isBare
      ? { body: Buffer.alloc(0), at }
      : streams
        ? // It goes on for as long as the connection does.
          { body: received.subarray(at), at: received.length }
        : readBody(received, at, headers);
    if (read === undefined) break;
    at = read.at;
    answers.push({ status, headers, body: read.body, isBare, streams: streams && !isBare });
  }
  return answers;
}

/** Whether an answer ends with its head. Where nothing has followed so far, its request tells. */
function endsAt(received: Buffer, at: number, method: string | undefined): boolean {
  if (received.length === at) return method === 'HEAD';
  const next = received.subarray(at, at + statusStart.length);
  return next.equals(statusStart.subarray(0, next.length));
}

/** @returns undefined while some of it is still to come */
function readBody(
  received: Buffer,
  from: number,
  headers: Readonly<Record<string, string>>,
): { readonly body: Buffer; readonly at: number } | undefined {
  if (headers['transfer-encoding'] === undefined) {
    const at = from + Number(headers['content-length'] ?? 0);
    return received.length < at ? undefined : { body: received.subarray(from, at), at };
  }
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const lineEnd = received.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (received.length < next) return undefined;
    if (size === 0) return { body: Buffer.concat(parts), at: next };
    parts.push(received.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
