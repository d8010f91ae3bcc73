/** Maximum number of failed scheme detections per node and minute. */
const maxFailures = 20;
const windowMs = 60_000;

/** Maximum number of nodes to track; beyond it the oldest are evicted. */
const maxNodes = 1_000;

const windows = new Map<string, { failures: number; readonly endsAt: number }>();

/**
 * Returns whether a signature scheme may be searched for. A search blocks n8n for 20 to 200 ms,
 * depending on the size of the activity, and anyone who knows the URL could request it endlessly.
 *
 * @param options.now epoch milliseconds
 */
export function mayDetect(options: { readonly node: string; readonly now: number }): boolean {
  const window = windows.get(options.node);
  return window === undefined || window.endsAt <= options.now || window.failures < maxFailures;
}

/** Counts a webhook for which no scheme was found. */
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
  if (windows.size >= maxNodes && first !== undefined) windows.delete(first);
  windows.set(node, { failures: 1, endsAt: now + windowMs });
}
