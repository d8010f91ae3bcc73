import type { Random } from '../random.ts';
import type { Operation } from './api.ts';

/** The maximum number of resources that exist at a time; older ones are deleted. */
const most = 10;

/** The maximum number of known ids of what is only found, such as events. */
const maxFound = 100;

/** Ids created by the relay: those of subjects are the vendor's. */
const idShape = /^[a-z]+_\w+$/;

/** A row of a response, as far as it says what it belongs to. */
interface Shown {
  readonly id?: unknown;
  readonly subscriptionId?: unknown;
  readonly connectionId?: unknown;
  readonly ingestUrl?: unknown;
  readonly next?: unknown;
}

/**
 * What hostile callers have created and found, by its collection in the API (`connections` for
 * `/v1/connections`), so that they attack the same resources at the same time. It contains nothing
 * that a trial checks.
 */
export class Targets {
  /** DELETE calls that are due. */
  readonly surplus: string[] = [];
  readonly #made: ReadonlySet<string>;
  readonly #ids = new Map<string, string[]>([
    // The subjects of the activities in hostile webhooks.
    ['subjects', Array.from({ length: 10 }, (_, index) => String(1_000_000 + index))],
    ['kinds', ['invoice', 'order', 'estimate', 'payment_link', 'connection']],
    ['cursors', []],
    ['hooks', []],
  ]);
  readonly #collectionOf = new Map<string, string>();
  readonly #spared: ReadonlySet<string>;

  /** @param options.spared ids that the trial checks, which nobody may change */
  constructor(options: {
    readonly operations: readonly Operation[];
    readonly spared: Iterable<string>;
  }) {
    this.#spared = new Set(options.spared);
    const has = (method: string, path: string): boolean =>
      options.operations.some((one) => one.method === method && one.path === path);
    this.#made = new Set(
      options.operations.flatMap(({ method, path }) => {
        const name = /^\/v1\/([^/]+)$/.exec(path)?.[1];
        return method === 'POST' && name !== undefined && has('DELETE', `${path}/{id}`)
          ? [name]
          : [];
      }),
    );
  }

  /** The number of known ids, by collection. */
  told(): string {
    const counts = [...this.#ids].map(([collection, ids]) => `${ids.length} ${collection}`);
    return `known: ${counts.join(', ')}`;
  }

  count(collection: string): number {
    return this.#ids.get(collection)?.length ?? 0;
  }

  /** Callers that already use it keep requesting it for a while. @param path `/v1/…/{id}` */
  forget(path: string): void {
    const [, collection = '', id] = /^\/v1\/([^/]+)\/([^/?]+)$/.exec(path) ?? [];
    const ids = this.#ids.get(collection);
    if (ids !== undefined && this.#made.has(collection)) {
      this.#ids.set(
        collection,
        ids.filter((one) => one !== id),
      );
    }
  }

  pick(collection: string, random: Random): string | undefined {
    const ids = this.#ids.get(collection);
    return ids === undefined || ids.length === 0 ? undefined : random.pick(ids);
  }

  add(collection: string, id: string): void {
    if (this.#spared.has(id)) return;
    const ids = this.#ids.get(collection) ?? [];
    this.#ids.set(collection, ids);
    if (ids.includes(id)) return;
    ids.push(id);
    const isMade = this.#made.has(collection);
    if (ids.length <= (isMade ? most : maxFound)) return;
    const first = ids.shift();
    if (isMade) this.surplus.push(`/v1/${collection}/${first}`);
  }

  /** Learns from a response of the API. @param path the path of the request */
  learn(path: string, answer: unknown): void {
    const parts = path.replace(/\?.*$/s, '').split('/').slice(2);
    // For `/v1/backfills/{id}` as for `/v1/backfills`.
    const isSure = parts.length === 1 || (parts.length === 2 && idShape.test(parts[1] ?? ''));
    this.#learnFrom(answer, { collection: (isSure ? parts[0] : parts.at(-1)) ?? '', isSure });
  }

  #learnFrom(answer: unknown, from: { readonly collection: string; readonly isSure: boolean }) {
    if (typeof answer !== 'object' || answer === null) return;
    const { id, subscriptionId, connectionId, ingestUrl, next, data } = answer as Shown & {
      readonly data?: unknown;
    };
    if (typeof next === 'string') this.add('cursors', next);
    if (Array.isArray(data)) for (const row of data) this.#learnFrom(row, from);
    // Events: the envelope has no id, its data has.
    else if (data !== undefined) this.#learnFrom(data, from);
    const belongs = [id, subscriptionId, connectionId];
    if (belongs.some((one) => typeof one === 'string' && this.#spared.has(one))) return;
    if (typeof ingestUrl === 'string') this.add('hooks', ingestUrl.replace(/^.*\/hooks\//, ''));
    if (typeof id !== 'string' || !idShape.test(id)) return;
    const prefix = id.replace(/_.*$/, '');
    if (from.isSure) this.#collectionOf.set(prefix, from.collection);
    // `POST /v1/connections/{id}/backfill` creates one of the backfills.
    const guess = from.collection.endsWith('s') ? from.collection : `${from.collection}s`;
    this.add(this.#collectionOf.get(prefix) ?? guess, id);
  }
}

/** The collection that a path parameter, or a member of a body, refers to. */
export function collectionOf(name: string, path = ''): string {
  if (name === 'after') return 'cursors';
  if (name === 'id' || name === 'token') {
    const before = path.slice(0, path.indexOf(`{${name}}`));
    return before.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
  }
  return `${name.replace(/Ids?$/, '')}s`;
}
