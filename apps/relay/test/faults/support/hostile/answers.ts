/** A response as received over the wire. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /**
   * Whether it has no body, whatever its head says: a response to HEAD, or with a status without
   * one.
   */
  readonly isBare: boolean;
  /** Whether it continues for as long as the connection does. */
  readonly streams: boolean;
}

const headEnd = '\r\n\r\n';
/** None of our bodies begins like a response. */
const statusStart = Buffer.from('HTTP/1.');

/**
 * Reads the complete responses, skipping `100 Continue` and the like.
 *
 * @param methods of the requests, in order: a response to HEAD has no body. What is not a request
 * has '', and may have no response, so what follows a response shows which of the others it answers
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
        ? // It continues for as long as the connection does.
          { body: received.subarray(at), at: received.length }
        : readBody(received, at, headers);
    if (read === undefined) break;
    at = read.at;
    answers.push({ status, headers, body: read.body, isBare, streams: streams && !isBare });
  }
  return answers;
}

/** Whether a response ends with its head. If nothing has followed yet, its request decides. */
function endsAt(received: Buffer, at: number, method: string | undefined): boolean {
  if (received.length === at) return method === 'HEAD';
  const next = received.subarray(at, at + statusStart.length);
  return next.equals(statusStart.subarray(0, next.length));
}

/** @returns undefined while part of it has yet to arrive */
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
