import { lookup as lookupInSystem } from 'node:dns/promises';

/** Resolves a host name: all its addresses, the preferred one first. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/**
 * The system's resolver (including `/etc/hosts`), once per name at a time: it has few threads for
 * all names, and deliveries to one dead name must not take them all. Results are not cached: the
 * next connection looks up again.
 */
export function createSystemResolver(
  options: {
    /** Replaces Node's, for tests. */
    readonly lookup?: (
      hostname: string,
      options: { readonly all: true },
    ) => Promise<readonly { readonly address: string }[]>;
  } = {},
): ResolveHost {
  const { lookup = lookupInSystem } = options;
  const underWay = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    const running = underWay.get(hostname);
    if (running !== undefined) return running;
    const started = lookup(hostname, { all: true })
      .then((found) => found.map(({ address }) => address))
      .finally(() => underWay.delete(hostname));
    underWay.set(hostname, started);
    return started;
  };
}
