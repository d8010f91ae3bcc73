import { ConfigError } from '@invoice-relay/core/errors';

const least = { major: 22, minor: 14 } as const;

/**
 * Refuses a Node that better-sqlite3 13 crashes on: opening a database there ends the process
 * without a word (WiseLibs/better-sqlite3 issue 1514).
 *
 * @param version as `process.versions.node` has it, such as `24.21.0`
 * @throws {ConfigError} when Node is older than 22.14
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least.major || (major === least.major && minor >= least.minor)) return;
  throw new ConfigError([
    `Node ${version} is too old: use ${least.major}.${least.minor} or newer, or start with "npx -y pnpm@12 sandbox", which brings its own`,
  ]);
}
