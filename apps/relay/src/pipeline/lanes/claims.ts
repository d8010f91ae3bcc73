import { laneKey } from '../../database/tables/lanes.ts';
import type { LaneKey } from '../../database/tables/lanes.ts';

interface Claim extends LaneKey {
  readonly seq: number;
  readonly token: number;
}

/**
 * What one process has claimed, in memory. Enough where one process alone works on the database
 * (see `lockInstance`): when it dies its claims die with it, and the next start finds what it had
 * claimed due. So an attempt costs one write, its outcome.
 */
export class Claims {
  readonly #bySeq = new Map<number, Claim>();
  readonly #busyLanes = new Map<string, number>();
  readonly #perSubscription = new Map<string, number>();
  #tokens = 0;

  /** False while the delivery, or another of its lane, is claimed. */
  canTake(delivery: LaneKey & { readonly seq: number }): boolean {
    return !this.#bySeq.has(delivery.seq) && !this.#busyLanes.has(laneKey(delivery));
  }

  /** @returns the claim's token */
  take({ seq, subscriptionId, lane }: LaneKey & { readonly seq: number }): number {
    this.#tokens += 1;
    this.#add({ seq, subscriptionId, lane, token: this.#tokens });
    return this.#tokens;
  }

  holds(delivery: { readonly seq: number; readonly claim: number }): boolean {
    return this.#bySeq.get(delivery.seq)?.token === delivery.claim;
  }

  free(delivery: { readonly seq: number; readonly claim: number }): void {
    const claim = this.#bySeq.get(delivery.seq);
    if (claim?.token === delivery.claim) this.#remove(claim);
  }

  countOf(subscriptionId: string): number {
    return this.#perSubscription.get(subscriptionId) ?? 0;
  }

  of(subscriptionId: string): readonly number[] {
    return [...this.#bySeq.values()]
      .filter((claim) => claim.subscriptionId === subscriptionId)
      .map(({ seq }) => seq);
  }

  /** What is claimed keeps the lane busy that it is in now. */
  move(seq: number, lane: string): void {
    const claim = this.#bySeq.get(seq);
    if (claim === undefined) return;
    this.#remove(claim);
    this.#add({ ...claim, lane });
  }

  #add(claim: Claim): void {
    this.#bySeq.set(claim.seq, claim);
    count(this.#busyLanes, laneKey(claim), 1);
    count(this.#perSubscription, claim.subscriptionId, 1);
  }

  #remove(claim: Claim): void {
    this.#bySeq.delete(claim.seq);
    count(this.#busyLanes, laneKey(claim), -1);
    count(this.#perSubscription, claim.subscriptionId, -1);
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
