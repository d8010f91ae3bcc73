import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Random } from '../random.ts';
import { readAnswers } from './answers.ts';
import type { HttpAnswer } from './answers.ts';

/**
 * The longest wait for a response, or the end of the connection. The relay waits 30 s for a
 * request.
 */
const patienceMs = 45_000;

/** The length of a second wait. */
const onceMoreMs = 1_000;

/** How long before the sender of half a request signals that nothing more comes. */
const endsAfterMs = 1_000;

/** How a connection ended. */
export interface Exchange {
  readonly answers: readonly HttpAnswer[];
  /**
   * `cut` by the caller, `closed` by the relay without a response, or `hang` if neither happened in
   * time.
   */
  readonly how: 'answered' | 'closed' | 'cut' | 'hang';
}

interface ExchangeOptions {
  readonly url: string;
  readonly bytes: Buffer;
  /** Methods of the requests that make up the bytes. */
  readonly methods: readonly string[];
  readonly random: Random;
  /** When the caller disconnects, whatever has arrived. By default never. */
  readonly cutAfterMs?: number;
  /** The number of parts to send, with a pause between them. */
  readonly parts?: number;
  /** When the caller signals that it sends no more: at once, soon, or never. */
  readonly ends: 'at once' | 'soon' | 'never';
  /** Whether it reads nothing of what it receives. */
  readonly isDeaf?: boolean;
}

/** Opens a connection, sends something, and reads the outcome. */
export function exchange(options: ExchangeOptions): Promise<Exchange> {
  const { url, random, methods } = options;
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const timers: NodeJS.Timeout[] = [];
    const socket = connect({
      host: hostname,
      port: Number(port),
      allowHalfOpen: options.ends === 'never',
      // Each from its own address, or the limits per address would answer everything.
      localAddress: `127.${random.integer(1, 250)}.${random.integer(0, 250)}.${random.integer(1, 250)}`,
    });
    const answers = (): HttpAnswer[] => readAnswers(Buffer.concat(chunks), methods);
    const end = (how?: 'cut' | 'hang'): void => {
      for (const timer of timers) clearTimeout(timer);
      socket.destroy();
      const all = answers();
      resolve({ answers: all, how: how ?? (all.length > 0 ? 'answered' : 'closed') });
    };
    const later = (milliseconds: number, act: () => void): void => {
      timers.push(setTimeout(act, milliseconds));
    };
    // In two steps: if our own process stalled, what has arrived is read between the two.
    later(patienceMs, () => later(onceMoreMs, () => end('hang')));
    if (options.cutAfterMs !== undefined) later(options.cutAfterMs, () => end('cut'));
    if (options.ends === 'soon') later(endsAfterMs, () => socket.end());
    if (options.isDeaf === true) socket.pause();
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = answers();
      // Streams do not end by themselves: a caller that holds one sets when to cut it.
      const isDone = all.length >= methods.length || all.at(-1)?.streams === true;
      if (isDone && options.cutAfterMs === undefined) end();
    });
    socket.on('end', () => options.ends === 'never' && end());
    socket.on('error', () => end());
    socket.on('close', () => end());
    void send(socket, options).then(() => options.ends === 'at once' && socket.end());
  });
}

async function send(
  socket: ReturnType<typeof connect>,
  { bytes, parts = 1, random }: ExchangeOptions,
): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / parts));
  for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
    socket.write(bytes.subarray(at, at + size));
    if (at + size < bytes.length) await wait(random.integer(1, 30));
  }
}
