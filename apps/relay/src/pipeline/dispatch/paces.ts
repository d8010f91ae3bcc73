import { Pace } from './pace.ts';
import type { PaceSettings, PaceView } from './pace.ts';

/** The pace of each subscription that was sent to since the start. */
export class Paces {
  readonly #paces = new Map<string, Pace>();

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
    const pace = new Pace({ settings, failing: failingSince !== null });
    this.#paces.set(id, pace);
    return pace;
  }

  find(subscriptionId: string): Pace | undefined {
    return this.#paces.get(subscriptionId);
  }

  /** As people see it: what is known, or how it would begin. */
  view(options: {
    readonly subscriptionId: string;
    readonly settings: PaceSettings;
    readonly failing: boolean;
    readonly now: number;
  }): PaceView {
    const { subscriptionId, settings, failing, now } = options;
    return (this.find(subscriptionId) ?? new Pace({ settings, failing })).view(now);
  }

  forget(subscriptionId: string): void {
    this.#paces.delete(subscriptionId);
  }

  /** See `Pace.clamp`. */
  clamp(options: { readonly now: number; readonly longestMs: number }): void {
    for (const pace of this.#paces.values()) pace.clamp(options);
  }
}
