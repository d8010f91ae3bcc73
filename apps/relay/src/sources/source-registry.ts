import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ConfigError } from '@invoice-relay/core/errors';
import { operationalSource } from '@invoice-relay/core/events';
import { sourceProblems } from '@invoice-relay/core/source';
import type { AnySource, SourceModule, SourceOptions } from '@invoice-relay/core/source';

import { describeThrown } from '../shared/describe-thrown.ts';
import { checkedSource } from './checked-source.ts';
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
    try {
      const plugin = await inTime(
        inPlugin({ source: name, doing: 'its import' }, () => importPlugin(name)),
        { longestMs: longestImportMs, late: neverLoaded, keepsRunning: true },
      );
      const source = inPlugin({ source: name, doing: 'createSource()' }, () =>
        plugin.createSource(options.sourceOptions),
      );
      const found = contractProblems(source, sources);
      if (found.length === 0) sources.push(source);
      problems.push(...found.map((problem) => `RELAY_SOURCES: "${name}" ${problem}`));
    } catch (error) {
      problems.push(`RELAY_SOURCES: "${name}" ${loadProblem(error)}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const { listener } = options;
  return new SourceRegistry(sources, listener && { listener });
}

async function importPlugin(name: string): Promise<SourceModule> {
  const module = (await importPackage(name)) as Partial<SourceModule>;
  if (typeof module.createSource !== 'function') {
    throw new TypeError('is not a source plugin: it does not export a function "createSource"');
  }
  return module as SourceModule;
}

/** From the relay's own packages, otherwise from those of the folder it was started in. */
async function importPackage(name: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ name);
  } catch (error) {
    if (!isNotFound(error, name)) throw error;
  }
  let path: string;
  try {
    path = createRequire(join(process.cwd(), 'package.json')).resolve(name);
  } catch (error) {
    throw new Error(whyNotFound(error, name), { cause: error });
  }
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

function whyNotFound(error: unknown, name: string): string {
  if ((error as { code?: string }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
    return 'has no resolvable entry point: its "exports" need a "default"';
  }
  if (!isNotFound(error, name)) {
    return 'is installed, but the file that its package.json names is missing: build it first';
  }
  const meant = [`@invoice-relay/${name}`, `invoice-relay-${name}`].find(isInstalled);
  return meant === undefined
    ? `was not found; install it in ${process.cwd()} with: npm install ${name}`
    : `was not found; did you mean the package "${meant}"?`;
}

/** Where `importPackage` looks. */
function isInstalled(name: string): boolean {
  return [import.meta.url, join(process.cwd(), 'package.json')].some((from) => {
    try {
      return createRequire(from).resolve(name) !== '';
    } catch {
      return false;
    }
  });
}

function neverLoaded(): Error {
  const seconds = longestImportMs / 1_000;
  return new Error(`did not load within ${seconds} s: does it contain an "await" that never ends?`);
}

function loadProblem(error: unknown): string {
  return error instanceof Error ? error.message : `failed to load: ${describeThrown(error)}`;
}

/** The package itself is missing, not something that it imports. */
function isNotFound(error: unknown, name: string): boolean {
  const { code, message = '' } = Object(error) as { code?: string; message?: string };
  return (
    (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') &&
    message.includes(`'${name}'`)
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
  return [];
}
