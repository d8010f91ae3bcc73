import { setTimeout } from 'node:timers/promises';

/** @returns whether the check passed in time */
export async function waitFor(
  check: () => boolean | Promise<boolean>,
  options: { readonly withinMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const until = performance.now() + options.withinMs;
  for (;;) {
    if (await check()) return true;
    if (performance.now() > until) return false;
    await setTimeout(options.everyMs ?? 50);
  }
}
