import type { LaneKey } from '../../database/tables/lanes.ts';

interface Claim extends LaneKey {
  readonly seq: number;
  readonly token: number;
}

/** The claims of one subscription. */
interface Claimed {
  readonly seqs: Set<number>;
  /** How many claims each busy lane has. */
  readonly lanes: Map<string, number>;
}

/**
 * What one process has claimed, in memory. Sufficient if only one process works on the database
 * (see `lockInstance`): when it dies its claims die with it, and the next start finds everything
 * due again. So an attempt costs one write, its outcome.
 */
export class Claims {
  readonly #bySeq = new Map<number, Claim>();
  readonly #bySubscription = new Map<string, Claimed>();
  #tokens = 0;

  /** False while the delivery, or another one of its lane, is claimed. */
  canTake({ seq, subscriptionId, lane }: LaneKey & { readonly seq: number }): boolean {
    const isBusy = this.#bySubscription.get(subscriptionId)?.lanes.has(lane) === true;
    return !isBusy && !this.#bySeq.has(seq);
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

  of(subscriptionId: string): readonly number[] {
    return [...(this.#bySubscription.get(subscriptionId)?.seqs ?? [])];
  }

  /** A claimed delivery keeps its current lane busy. */
  move(seq: number, lane: string): void {
    const claim = this.#bySeq.get(seq);
    if (claim === undefined) return;
    this.#remove(claim);
    this.#add({ ...claim, lane });
  }

  #add(claim: Claim): void {
    const { seq, subscriptionId, lane } = claim;
    this.#bySeq.set(seq, claim);
    let claimed = this.#bySubscription.get(subscriptionId);
    if (claimed === undefined) {
      claimed = { seqs: new Set(), lanes: new Map() };
      this.#bySubscription.set(subscriptionId, claimed);
    }
    claimed.seqs.add(seq);
    claimed.lanes.set(lane, (claimed.lanes.get(lane) ?? 0) + 1);
  }

  #remove({ seq, subscriptionId, lane }: Claim): void {
    this.#bySeq.delete(seq);
    const claimed = this.#bySubscription.get(subscriptionId);
    if (claimed === undefined) return;
    claimed.seqs.delete(seq);
    if (claimed.seqs.size === 0) this.#bySubscription.delete(subscriptionId);
    const left = (claimed.lanes.get(lane) ?? 0) - 1;
    if (left > 0) claimed.lanes.set(lane, left);
    else claimed.lanes.delete(lane);
  }
}
