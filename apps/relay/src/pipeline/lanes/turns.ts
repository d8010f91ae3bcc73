import { lanePriorities } from '../../database/tables/lanes.ts';
import type { LanePriority } from '../../database/tables/lanes.ts';

/** Of five turns, three are for live deliveries, one for retries, one for catch-up. */
const pattern: readonly LanePriority[] = [
  lanePriorities.live,
  lanePriorities.retry,
  lanePriorities.live,
  lanePriorities.bulk,
  lanePriorities.live,
];

/** Whose turn it is among the priorities, for each subscription with more waiting than is taken. */
export class Turns {
  readonly #next = new Map<string, number>();

  /** @returns at most `limit` */
  take<Item extends { readonly priority: LanePriority }>(options: {
    readonly subscriptionId: string;
    readonly items: readonly Item[];
    readonly limit: number;
  }): readonly Item[] {
    const { subscriptionId, items, limit } = options;
    const choice = takeTurns({ items, limit, turn: this.#next.get(subscriptionId) ?? 0 });
    // If nothing is left over, nobody waits for a turn.
    if (choice.taken.length < limit) this.#next.delete(subscriptionId);
    else this.#next.set(subscriptionId, choice.turn);
    return choice.taken;
  }
}

/**
 * Chooses by turns among the priorities; a priority with nothing leaves its turn to the others.
 * Keeps the order within each.
 *
 * @param options.turn where the pattern starts: passed on from one choice to the next, so that
 *   small choices are as fair as large ones
 * @returns at most `limit`, and the next turn
 */
function takeTurns<Item extends { readonly priority: LanePriority }>(options: {
  readonly items: readonly Item[];
  readonly limit: number;
  readonly turn: number;
}): { readonly taken: Item[]; readonly turn: number } {
  const waiting = new Map<LanePriority, Item[]>(pattern.map((priority) => [priority, []]));
  for (const item of options.items) {
    // An invalid priority in a damaged row waits behind all others, and is not skipped forever.
    (waiting.get(item.priority) ?? waiting.get(lanePriorities.bulk))?.push(item);
  }
  for (const items of waiting.values()) items.reverse();
  const taken: Item[] = [];
  let { turn } = options;
  const most = Math.min(options.limit, options.items.length);
  while (taken.length < most) {
    const next = waiting.get(pattern[turn % pattern.length] as LanePriority)?.pop();
    if (next !== undefined) taken.push(next);
    turn += 1;
  }
  return { taken, turn: turn % pattern.length };
}
