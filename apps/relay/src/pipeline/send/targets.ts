import type { AddressGuard } from '../../outbound/address-guard.ts';
import { subscriberUrlProblem } from './subscriber-url.ts';

/** Where a request goes, or why it must not. */
export type Target =
  | { readonly problem: string }
  | {
      readonly problem?: undefined;
      readonly url: URL;
      readonly origin: string;
      readonly path: string;
    };

/** How many URLs are remembered; then the cache starts over. */
const maxRemembered = 10_000;

/**
 * Checks and parses URLs of subscribers, each once: the same few are sent to over and over. What a
 * name resolves to is checked at each connection, not here.
 */
export class Targets {
  readonly #guard: AddressGuard;
  readonly #known = new Map<string, Target>();

  constructor(options: { readonly guard: AddressGuard }) {
    this.#guard = options.guard;
  }

  find(url: string): Target {
    const known = this.#known.get(url);
    if (known !== undefined) return known;
    if (this.#known.size >= maxRemembered) this.#known.clear();
    const target = this.#read(url);
    this.#known.set(url, target);
    return target;
  }

  #read(text: string): Target {
    const problem = subscriberUrlProblem({ url: text, guard: this.#guard });
    if (problem !== undefined) return { problem };
    const url = new URL(text);
    return { url, origin: url.origin, path: url.pathname + url.search };
  }
}
