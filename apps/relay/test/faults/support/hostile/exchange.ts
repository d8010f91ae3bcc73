import { connect } from 'node:net';

import type { Random } from '../random.ts';
import { wait } from '../wait.ts';
import { readAnswers } from './answers.ts';
import type { HttpAnswer } from './answers.ts';

/** How long an answer, or the end of the connection, may take. The relay waits 30 s for a request. */
const patienceMs = 45_000;

/** How long it is waited once more. */
const onceMoreMs = 1_000;

/** How long before the caller of half a request says that nothing more comes. */
const endsAfterMs = 1_000;

/** How a connection ended. */
export interface Exchange {
  readonly answers: readonly HttpAnswer[];
  /** `cut` by the caller, `closed` by the relay without an answer, or neither within the patience. */
  readonly how: 'answered' | 'closed' | 'cut' | 'hang';
}

interface ExchangeOptions {
  readonly url: string;
  readonly bytes: Buffer;
  /** Methods of the requests that the bytes are. */
  readonly methods: readonly string[];
  readonly random: Random;
  /** When the caller hangs up, whatever has come. Left out: never. */
  readonly cutAfterMs?: number;
  /** Into how many parts it all is divided, with a pause between each two. */
  readonly parts?: number;
  /** Whether the caller says that it sends no more: at once, soon, or never. */
  readonly ends: 'at once' | 'soon' | 'never';
  /** Whether it reads nothing of what it gets. */
  readonly isDeaf?: boolean;
}

/** Opens a connection, sends something, and reads what becomes of it. */
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
      // Each from an address of its own, or limits per address would answer for everything.
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
    // In two steps: where it was we who stood still, what has come is read between the two.
    later(patienceMs, () => later(onceMoreMs, () => end('hang')));
    if (options.cutAfterMs !== undefined) later(options.cutAfterMs, () => end('cut'));
    if (options.ends === 'soon') later(endsAfterMs, () => socket.end());
    if (options.isDeaf === true) socket.pause();
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = answers();
      // Streams do not end by themselves: who is to hold one says when it is cut.
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
