import { ConfigError } from '@invoice-relay/core/errors';
import { operationalSource } from '@invoice-relay/core/events';
import { sourceProblems } from '@invoice-relay/core/source';
import type { AnySource, SourceOptions } from '@invoice-relay/core/source';

import { checkedSource, isSourceMember } from './checked-source.ts';
import { describeFailure, importPlugin, NotAPlugin } from './import-plugin.ts';
import { inTime } from './in-time.ts';
import { inPlugin } from './plugin-calls.ts';
import type { ReadingListener } from './reading-calls.ts';

/** The sources of this relay, by name. It only knows them through the contract in core. */
export class SourceRegistry {
  readonly #sources: ReadonlyMap<string, AnySource>;

  constructor(
    sources: readonly AnySource[],
    options: { readonly listener?: ReadingListener } = {},
  ) {
    const { listener } = options;
    this.#sources = new Map(
      sources.map((source, index) => [
        source.name,
        checkedSource(source, listener && { index, listener }),
      ]),
    );
  }

  get(name: string): AnySource | undefined {
    return this.#sources.get(name);
  }

  all(): readonly AnySource[] {
    return [...this.#sources.values()];
  }
}

/** How long a package may take to be imported. Milliseconds. */
const longestImportMs = 30_000;

/**
 * Loads source plugins by package name.
 *
 * @throws {ConfigError} naming every package that cannot be loaded or is not a plugin
 */
export async function loadSources(options: {
  readonly packages: readonly string[];
  readonly sourceOptions: SourceOptions;
  readonly listener?: ReadingListener;
}): Promise<SourceRegistry> {
  const sources: AnySource[] = [];
  const problems: string[] = [];
  for (const name of options.packages) {
    let doing = 'cannot be imported';
    try {
      const plugin = await inTime(
        inPlugin({ source: name, doing: 'its import' }, () => importPlugin(name)),
        { longestMs: longestImportMs, late: neverLoaded, keepsRunning: true },
      );
      doing = 'failed in createSource()';
      const source = inPlugin({ source: name, doing: 'createSource()' }, () =>
        plugin.createSource(options.sourceOptions),
      );
      const found = contractProblems(source, sources);
      if (found.length === 0) sources.push(source);
      problems.push(...found.map((problem) => `RELAY_SOURCES: "${name}" ${problem}`));
    } catch (error) {
      const problem =
        error instanceof NotAPlugin ? error.message : `${doing}: ${describeFailure(error)}`;
      problems.push(`RELAY_SOURCES: "${name}" ${problem}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const { listener } = options;
  return new SourceRegistry(sources, listener && { listener });
}

function neverLoaded(): Error {
  const seconds = longestImportMs / 1_000;
  return new NotAPlugin(
    `did not load within ${seconds} s: does it contain an "await" that never ends?`,
  );
}

/** One sentence each, without the name of the package that they start with. */
function contractProblems(source: AnySource, earlier: readonly AnySource[]): readonly string[] {
  const problems = sourceProblems(source);
  if (problems.length > 0) {
    return problems.map((problem) => `violates the contract of a source: ${problem}`);
  }
  if (source.name === operationalSource) {
    return [
      `is named "${operationalSource}", which is reserved for events of the relay itself; give the source another name`,
    ];
  }
  if (earlier.some(({ name }) => name === source.name)) {
    return [`is a second source named "${source.name}"; name each package once`];
  }
  return (source.webhook ?? source.poll ?? source.backfill) ? [] : [reportsNothing(source)];
}

/** Usually because a name is misspelled where no compiler sees it. */
function reportsNothing(source: AnySource): string {
  const unknown = Object.keys(source).filter((name) => !isSourceMember(name));
  const hint = unknown.map((name) => `"${name}"`).join(', ');
  return `has no webhook, poll or backfill, so it would never report anything${hint && `; what it has, ${hint}, is not part of the contract`}`;
}
