import type { Socket } from 'node:net';

import { errors } from 'undici';

/**
 * Anything longer than this is not an interim response: undici may judge it. All of a request
 * together may be as long, as its headers may; skipping more would keep the thread busy for as long
 * as somebody likes to send them.
 */
const longestInterim = 16 * 1024;

/** `HTTP/1.1 1`, as bytes, with any minor version. */
const interimStart = /^HTTP\/1\.\d 1\d\d[ \r\n]/;
const undecided =
  /^(?:H|HT|HTT|HTTP|HTTP\/|HTTP\/1|HTTP\/1\.|HTTP\/1\.\d|HTTP\/1\.\d |HTTP\/1\.\d 1\d{0,2})$/;

/**
 * Removes interim responses (1xx, such as `100 Continue` and `103 Early Hints`) from what a
 * connection reads, as RFC 9110 section 15.2 requires of every client. undici closes the connection
 * at an unsolicited `100 Continue`, though the request has arrived.
 *
 * `101 Switching Protocols` is kept: nobody asked for it, so it is an error.
 *
 * Processes one response at a time, between a write of ours and its final status line.
 */
export function skipInterimResponses(socket: Socket): void {
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket) as (...values: unknown[]) => boolean;
  let awaiting = false;
  let skipped = 0;
  let held: Buffer | undefined;
  // Undici reads chunk by chunk, without a size.
  socket.read = (): Buffer | null => {
    const fresh: Buffer | null = read();
    if (!awaiting) return fresh;
    let chunk = held === undefined ? fresh : Buffer.concat(fresh === null ? [held] : [held, fresh]);
    held = undefined;
    for (;;) {
      if (chunk === null || chunk.length === 0) return null;
      const start = chunk.toString('latin1', 0, 13);
      const interim = interimStart.test(start) && !start.startsWith('101', 9);
      if (!interim && !undecided.test(start)) {
        awaiting = false;
        return chunk;
      }
      const end = interim ? chunk.indexOf('\r\n\r\n') : -1;
      if (end !== -1) {
        chunk = chunk.subarray(end + 4);
        skipped += end + 4;
        if (skipped <= longestInterim) continue;
        socket.destroy(new errors.HeadersOverflowError());
        return null;
      }
      if (chunk.length > longestInterim || socket.readableEnded || socket.destroyed) {
        awaiting = false;
        return chunk;
      }
      held = chunk;
      return null;
    }
  };
  socket.write = ((...values: unknown[]) => {
    awaiting = true;
    skipped = 0;
    return write(...values);
  }) as typeof socket.write;
}
