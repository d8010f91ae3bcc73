import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { SourceModule } from '@invoice-relay/core/source';

import { describeThrown } from '../shared/describe-thrown.ts';

/** Why a package is not a plugin, as the rest of a sentence that begins with its name. */
export class NotAPlugin extends Error {}

const entryPoint = '"exports": { ".": { "default": "./dist/index.js" } }';

/**
 * @throws {NotAPlugin} if there is no such package, or it is not a plugin; whatever the package
 *   throws, or Node while importing it
 */
export async function importPlugin(name: string): Promise<SourceModule> {
  const module = (await importPackage(name)) as Partial<SourceModule>;
  if (typeof module.createSource !== 'function') {
    throw new NotAPlugin(
      `is not a source plugin: it does not export a function "createSource"; ${exportsOf(module)}`,
    );
  }
  return module as SourceModule;
}

function exportsOf(module: object): string {
  const names = Object.keys(module).filter((name) => name !== 'module.exports');
  if (names.length === 0) return 'it exports nothing';
  const shown = names.slice(0, 5).map((name) => (name === 'default' ? 'a default' : `"${name}"`));
  return `it exports ${[...shown, ...(names.length > shown.length ? ['…'] : [])].join(', ')}`;
}

/** From the relay's own packages, otherwise from those of the folder it was started in. */
async function importPackage(name: string): Promise<unknown> {
  if (/^\.{0,2}\//.test(name)) {
    throw new NotAPlugin(
      `is a path; install the package in ${process.cwd()} with "npm install ${name}", and write the name that is in its package.json`,
    );
  }
  try {
    return await import(/* @vite-ignore */ name);
  } catch (error) {
    if (!isNotFound(error, name)) throw error;
  }
  let path: string;
  try {
    path = createRequire(startFolder()).resolve(name);
  } catch (error) {
    throw whyNotFound(error, name);
  }
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

/** A file in the folder that the relay was started in, for the functions that resolve names. */
function startFolder(): string {
  return join(process.cwd(), 'package.json');
}

function whyNotFound(error: unknown, name: string): unknown {
  const { code } = error as { code?: string };
  if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
    return new NotAPlugin(
      `has no entry point that a relay can import: its package.json needs ${entryPoint}`,
    );
  }
  if (code !== 'MODULE_NOT_FOUND') return error;
  if (!isNotFound(error, name)) {
    return new NotAPlugin(
      'is installed, but the file that its package.json names is missing: build it first',
    );
  }
  if (isInstalled(name)) {
    return new NotAPlugin(
      `is installed, but its package.json names no file to import: it needs ${entryPoint}`,
    );
  }
  const [bare = name] = name.split(/(?<=.)@/);
  const meant = [bare, `@invoice-relay/${name}`, `invoice-relay-${name}`].find(
    (other) => other !== name && isInstalled(other),
  );
  return new NotAPlugin(
    meant === undefined
      ? `was not found; install it in ${process.cwd()} with: npm install ${name}`
      : `was not found; did you mean the package "${meant}"?`,
  );
}

/** Where `importPackage` looks. */
function isInstalled(name: string): boolean {
  return [import.meta.url, pathToFileURL(startFolder()).href].some((from) => {
    try {
      return findPackageJSON(name, from) !== undefined;
    } catch {
      return false;
    }
  });
}

/** The package itself is missing, not something that it imports. */
function isNotFound(error: unknown, name: string): boolean {
  const { code, message = '' } = Object(error) as { code?: string; message?: string };
  const [scope = '', second = ''] = name.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${second}` : scope;
  return (
    (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') &&
    [name, packageName].some((missing) => message.includes(`'${missing}'`))
  );
}

/** What a package threw while it was loaded, and where, for its author. */
export function describeFailure(thrown: unknown): string {
  const place = thrown instanceof Error ? placeOf(thrown) : undefined;
  const what = describeThrown(thrown).replaceAll(/\s*\n\s*/g, ' ');
  return place === undefined ? what : `${what} (${place})`;
}

/** The file and line of the package, not of the relay or of Node. */
function placeOf({ stack = '' }: Error): string | undefined {
  const lines = stack.split('\n');
  // Before a syntax error, Node writes the file and the line.
  const unreadable = /^(?:file:\/\/)?(\/\S+:\d+)$/.exec(lines[0] ?? '')?.[1];
  if (unreadable !== undefined) return unreadable;
  const frame = lines.find((line) => line.startsWith('    at ')) ?? '';
  const place = /[ (](?:file:\/\/)?(\/[^\s()]+:\d+:\d+)\)?$/.exec(frame)?.[1];
  return place?.startsWith(dirname(fileURLToPath(import.meta.url))) ? undefined : place;
}
