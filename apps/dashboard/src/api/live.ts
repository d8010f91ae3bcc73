import { RelayConnectionError } from '@invoice-relay/relay-client';

import { queryClient } from './query-client.ts';
import { relay } from './relay.ts';
import { noticeSignedIn, sessionState } from './session-state.ts';

/**
 * `live` while the relay tells of changes; `polling` while the page has to ask by itself; `lost`
 * while the relay does not answer at all.
 */
export type LiveState = 'live' | 'polling' | 'lost';

/** However much happens, the page looks again at most this often. Milliseconds. */
const quietMs = 1_000;

/** How often the page asks while the stream cannot be had. Milliseconds. */
const askEveryMs = 10_000;

/** How often the page looks for what no message tells of, such as a webhook that was refused. Milliseconds. */
const roundEveryMs = 60_000;

/** What each kind of message makes out of date: the first parts of query keys. */
const touchedBy: Readonly<Record<string, readonly string[]>> = {
  event: ['events', 'overview', 'connections', 'subscriptions', 'deliveries', 'quarantine'],
  delivery: ['deliveries', 'overview', 'subscriptions', 'replays'],
};
const everything = [...new Set(Object.values(touchedBy).flat()), 'backfills'];

/** Whether anything answers, whatever it says: that the session is over, or another one by now. */
export async function isThere(): Promise<boolean> {
  const before = sessionState();
  try {
    const who = await relay.session.get();
    // Somebody may have signed out meanwhile.
    if (sessionState() === before) await noticeSignedIn(who);
    return true;
  } catch (error) {
    return !(error instanceof RelayConnectionError);
  }
}

/**
 * Keeps what is shown up to date: follows `/v1/stream`, and asks every few seconds where that is
 * not to be had. A page that nobody looks at follows nothing, as browsers allow few connections.
 *
 * @returns what ends it
 */
export function startLive(onState: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let due: ReturnType<typeof setTimeout> | undefined;
  const touched = new Set<string>();

  const refresh = (): void => {
    due = undefined;
    for (const name of touched) {
      // What is on its way comes first: begun anew each second, a slow answer would never be there.
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
      // A stream that was refused, as by a proxy while the relay starts, nobody else opens again.
      open();
      void say();
    }, askEveryMs);
    void say();
  };
  const open = (): void => {
    if (source !== undefined || document.hidden) return;
    source = new EventSource('/v1/stream');
    source.addEventListener('open', () => {
      // What was asked for meanwhile may have failed.
      if (poll !== undefined) touch(everything);
      clearInterval(poll);
      poll = undefined;
      onState('live');
    });
    // The browser tries again by itself, unless it was refused.
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
