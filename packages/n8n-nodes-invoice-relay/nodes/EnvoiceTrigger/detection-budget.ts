/** So many webhooks of a node that fit no scheme are looked into within a minute. */
const mostFailures = 20;
const windowMs = 60_000;

/** So many nodes are counted for; above it those that were counted first are forgotten. */
const mostNodes = 1_000;

const windows = new Map<string, { failures: number; readonly endsAt: number }>();

/**
 * Whether a way of signing may be looked for: it takes 20 to 200 ms, by how large the activity is, in
 * which n8n does nothing else, and whoever knows the URL could ask for it without end.
 *
 * @param options.now milliseconds since the Unix epoch
 */
export function mayDetect(options: { readonly node: string; readonly now: number }): boolean {
  const window = windows.get(options.node);
  return window === undefined || window.endsAt <= options.now || window.failures < mostFailures;
}

/** Counts a webhook for which none was found. */
export function countFailedDetection(options: {
  readonly node: string;
  readonly now: number;
}): void {
  const { node, now } = options;
  const open = windows.get(node);
  if (open !== undefined && open.endsAt > now) {
    open.failures += 1;
    return;
  }
  windows.delete(node);
  const [first] = windows.keys();
  if (windows.size >= mostNodes && first !== undefined) windows.delete(first);
  windows.set(node, { failures: 1, endsAt: now + windowMs });
}
