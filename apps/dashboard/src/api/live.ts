import { RelayConnectionError } from '@invoice-relay/relay-client';

import { queryClient } from './query-client.ts';
import { relay } from './relay.ts';
import { noticeSignedIn, sessionState } from './session-state.ts';

/**
 * `live` while the relay streams changes; `polling` while the page polls instead; `lost` while the
 * relay does not respond.
 */
export type LiveState = 'live' | 'polling' | 'lost';

/** Minimum interval between two refreshes, however many changes occur. Milliseconds. */
const quietMs = 1_000;

/** Polling interval while the stream is unavailable. Milliseconds. */
const askEveryMs = 10_000;

/**
 * Interval of full refreshes, for changes that the stream does not report, such as a rejected
 * webhook. Milliseconds.
 */
const roundEveryMs = 60_000;

/** Which queries each kind of message invalidates: the first parts of their keys. */
const touchedBy: Readonly<Record<string, readonly string[]>> = {
  event: ['events', 'overview', 'connections', 'subscriptions', 'deliveries', 'quarantine'],
  delivery: ['deliveries', 'overview', 'subscriptions', 'replays'],
};
const everything = [...new Set(Object.values(touchedBy).flat()), 'backfills'];

/** Whether the relay responds at all, including when the session has ended or changed. */
export async function isThere(): Promise<boolean> {
  const before = sessionState();
  try {
    const who = await relay.session.get();
    // The user may have signed out in the meantime.
    if (sessionState() === before) await noticeSignedIn(who);
    return true;
  } catch (error) {
    return !(error instanceof RelayConnectionError);
  }
}

/**
 * Keeps the displayed data up to date: follows `/v1/stream`, and polls every few seconds while that
 * is unavailable. A hidden page follows nothing, because browsers limit the number of connections.
 *
 * @returns a function that stops it
 */
export function startLive(onState: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let due: ReturnType<typeof setTimeout> | undefined;
  const touched = new Set<string>();

  const refresh = (): void => {
    due = undefined;
    for (const name of touched) {
      // Let pending requests finish: restarted every second, a slow one would never complete.
      if (queryClient.isFetching({ queryKey: [name] }) > 0) continue;
      touched.delete(name);
      void queryClient.invalidateQueries({ queryKey: [name] });
    }
    if (touched.size > 0) due = setTimeout(refresh, quietMs);
  };
  const touch = (names: readonly string[]): void => {
    for (const name of names) touched.add(name);
    due ??= setTimeout(refresh, quietMs);
  };
  const say = async (): Promise<void> => {
    const answers = await isThere();
    if (poll !== undefined) onState(answers ? 'polling' : 'lost');
  };
  const ask = (): void => {
    poll ??= setInterval(() => {
      touch(everything);
      // The browser does not reopen a rejected stream (for example by a proxy during a restart).
      open();
      void say();
    }, askEveryMs);
    void say();
  };
  const open = (): void => {
    if (source !== undefined || document.hidden) return;
    source = new EventSource('/v1/stream');
    source.addEventListener('open', () => {
      // Requests made while polling may have failed.
      if (poll !== undefined) touch(everything);
      clearInterval(poll);
      poll = undefined;
      onState('live');
    });
    // The browser reconnects by itself, unless the stream was rejected.
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) source = undefined;
      ask();
    });
    for (const [name, names] of Object.entries(touchedBy)) {
      source.addEventListener(name, () => touch(names));
    }
  };
  const close = (): void => {
    source?.close();
    source = undefined;
    clearInterval(poll);
    poll = undefined;
  };
  const look = (): void => {
    if (document.hidden) {
      close();
      return;
    }
    open();
    touch(everything);
    void say();
  };
  document.addEventListener('visibilitychange', look);
  const round = setInterval(look, roundEveryMs);
  open();
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearInterval(round);
    clearTimeout(due);
    close();
  };
}
