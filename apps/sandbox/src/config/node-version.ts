import { ConfigError } from '@invoice-relay/core/errors';

const least = { major: 22, minor: 14 } as const;

/**
 * Rejects Node versions on which better-sqlite3 13 crashes: opening a database there ends the
 * process without any message (WiseLibs/better-sqlite3 issue 1514).
 *
 * @param version in the format of `process.versions.node`, e.g. `24.21.0`
 * @throws {ConfigError} if Node is older than 22.14
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least.major || (major === least.major && minor >= least.minor)) return;
  throw new ConfigError([
    `Node ${version} is too old: use ${least.major}.${least.minor} or newer, or start with "npx -y pnpm@12 sandbox", which brings its own`,
  ]);
}
