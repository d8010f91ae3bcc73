import type { Socket } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { seconds } from '../shared/clock/durations.ts';

/** How long a caller may continue to send after a response that ends its connection. */
const lingerMs = 10 * seconds;

/**
 * Lets callers read a response that ends their connection before they have sent everything, such as
 * a body that is too large. Closing a connection with unread data resets it, and then a caller that
 * is still sending often sees the reset in place of the response: so only our side is closed, and
 * the rest is read and dropped, further requests included (RFC 9112, section 9.6).
 */
export function closeGently(server: FastifyInstance): void {
  /** Connections of which our side is closed. */
  const lingering = new Set<Socket>();
  server.server.on('connection', (socket) => {
    // Node calls this after the last response on a connection, whoever wrote it.
    socket.destroySoon = () => lingerOn(socket, lingering);
  });
  server.addHook('onRequest', ({ raw }, reply, done) => {
    if (lingering.has(raw.socket)) reply.hijack();
    else done();
  });
  server.addHook('preClose', (done) => {
    for (const socket of lingering) socket.destroy();
    done();
  });
}

function lingerOn(socket: Socket, lingering: Set<Socket>): void {
  if (lingering.has(socket)) return;
  lingering.add(socket);
  socket.end();
  const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => {
    clearTimeout(timer);
    lingering.delete(socket);
  });
}
