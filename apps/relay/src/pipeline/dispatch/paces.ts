import { Pace } from './pace.ts';
import { clampWait } from './pace-sample.ts';
import type { ClockSetBack, FoundPace, PaceView } from './pace-sample.ts';
import type { PaceSettings } from './pace.ts';

/** The pace of each subscription that was sent to since the start. */
export class Paces {
  readonly #paces = new Map<string, Pace>();
  /** From before the restart, until the subscription is sent to. */
  readonly #restored = new Map<string, { readonly found: FoundPace; readonly now: number }>();

  of(subscriber: {
    readonly id: string;
    readonly pace: PaceSettings;
    readonly failingSince: number | null;
  }): Pace {
    const { id, pace: settings, failingSince } = subscriber;
    const known = this.#paces.get(id);
    if (known !== undefined) {
      known.change(settings);
      return known;
    }
    const pace = this.#begin({ id, settings, failing: failingSince !== null });
    this.#restored.delete(id);
    this.#paces.set(id, pace);
    return pace;
  }

  #begin(options: {
    readonly id: string;
    readonly settings: PaceSettings;
    readonly failing: boolean;
  }): Pace {
    const pace = new Pace(options);
    const restored = this.#restored.get(options.id);
    if (restored !== undefined) pace.restore(restored.found, restored.now);
    return pace;
  }

  /** A subscription starts with what was learned before a restart. */
  restore(options: {
    readonly subscriptionId: string;
    readonly found: FoundPace;
    readonly now: number;
  }): void {
    this.#restored.set(options.subscriptionId, options);
  }

  /** What was learned about those that are not at full speed, or have to wait. */
  slowed(now: number): ReadonlyMap<string, FoundPace> {
    return new Map(
      [...this.#paces].flatMap(([id, pace]) => {
        const found = pace.found(now);
        return found === undefined ? [] : [[id, found]];
      }),
    );
  }

  find(subscriptionId: string): Pace | undefined {
    return this.#paces.get(subscriptionId);
  }

  /** As shown to users: what is known, or how it would start. */
  view(options: {
    readonly subscriptionId: string;
    readonly settings: PaceSettings;
    readonly failing: boolean;
    readonly now: number;
  }): PaceView {
    const { subscriptionId, settings, failing, now } = options;
    return (
      this.find(subscriptionId) ?? this.#begin({ id: subscriptionId, settings, failing })
    ).view(now);
  }

  /** Whether anything is known about it, from now or from before the restart. */
  knows(subscriptionId: string): boolean {
    return this.#paces.has(subscriptionId) || this.#restored.has(subscriptionId);
  }

  forget(subscriptionId: string): void {
    this.#paces.delete(subscriptionId);
    this.#restored.delete(subscriptionId);
  }

  /** See `Pace.clamp`. */
  clamp(options: ClockSetBack): void {
    for (const pace of this.#paces.values()) pace.clamp(options);
    for (const [id, { found, now }] of this.#restored) {
      const waitsUntil = clampWait(found.waitsUntil, options);
      this.#restored.set(id, { found: { ...found, waitsUntil }, now: Math.min(now, options.now) });
    }
  }
}
