import { queryClient } from './query-client.ts';

/** `live` while the relay tells of changes; `polling` while the page has to ask by itself. */
export type LiveState = 'live' | 'polling';

/** However much happens, the page looks again at most this often. Milliseconds. */
const quietMs = 1_000;

/** How often the page asks while the stream cannot be had. Milliseconds. */
const askEveryMs = 10_000;

/** What each kind of message makes out of date: the first parts of query keys. */
const touchedBy: Readonly<Record<string, readonly string[]>> = {
  event: ['events', 'overview', 'connections', 'subscriptions', 'deliveries', 'quarantine'],
  delivery: ['deliveries', 'overview', 'subscriptions', 'replays'],
  operational: ['connections', 'subscriptions', 'overview', 'quarantine'],
};
const everything = [...new Set(Object.values(touchedBy).flat()), 'backfills'];

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
    for (const name of touched) void queryClient.invalidateQueries({ queryKey: [name] });
    touched.clear();
  };
  const touch = (names: readonly string[]): void => {
    for (const name of names) touched.add(name);
    due ??= setTimeout(refresh, quietMs);
  };
  const ask = (): void => {
    poll ??= setInterval(() => touch(everything), askEveryMs);
    onState('polling');
  };
  const open = (): void => {
    if (source !== undefined || document.hidden) return;
    source = new EventSource('/v1/stream');
    source.addEventListener('open', () => {
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
  };
  document.addEventListener('visibilitychange', look);
  open();
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(due);
    close();
  };
}
