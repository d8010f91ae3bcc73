import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { Json } from './ask.ts';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

export type AppName = 'zapier-envoice' | 'zapier-drupal-invoice';

export function folderOf(app: AppName): string {
  return join(workspace, 'packages', app);
}

/**
 * Takes the time limits off the processes that Node starts. Zapier's tool allows five seconds for
 * loading the built app, and on a busy machine the build fails then, without a reason.
 */
const withoutTimeLimits = `--import=data:text/javascript,${encodeURIComponent(
  "import process from 'node:child_process';" +
    'const { spawn } = process;' +
    'process.spawn = (...given) => spawn(...given.map((one) => one?.timeout > 0 ? { ...one, timeout: 0 } : one));',
)}`;

/** Runs Zapier's command line tool in the folder of an app, as a developer would, but offline. */
export async function runZapier(app: AppName, args: readonly string[]) {
  const folder = folderOf(app);
  const home = mkdtempSync(join(tmpdir(), 'zapier-home-'));
  const child = spawn(join(folder, 'node_modules/.bin/zapier-platform'), args, {
    cwd: folder,
    env: {
      // For node and npm, which the tool runs.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: home,
      NODE_OPTIONS: withoutTimeLimits,
      NO_COLOR: '1',
      DISABLE_ZAPIER_ANALYTICS: '1',
      NO_UPDATE_NOTIFIER: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[status], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  rmSync(home, { recursive: true });
  return { status: status as number | null, stdout, output: `${stdout}${stderr}` };
}

/** The zip of an app, unpacked outside the workspace. */
export interface UnpackedApp extends Disposable {
  /** Size of the zip in bytes. */
  readonly size: number;
  /** Every file and link, by its path in the zip. */
  readonly files: readonly { readonly path: string; readonly link: string | undefined }[];
  /** Calls the app in a separate Node process, as Zapier does: `{ method, bundle }`. */
  call(event: { readonly method: string; readonly bundle: object }): Json;
}

/** Unpacks the output of `zapier-platform build`, as that tool does itself before an upload. */
export async function unpackBuild(app: AppName): Promise<UnpackedApp> {
  const folder = folderOf(app);
  const tool = join(folder, 'node_modules/zapier-platform-cli/src/utils/decompress.js');
  const unpack = createRequire(import.meta.url)(tool) as (
    zip: string,
    folder: string,
  ) => Promise<readonly { readonly path: string; readonly linkname?: string }[]>;
  const zip = join(folder, 'build/build.zip');
  const unpacked = mkdtempSync(join(realpathSync(tmpdir()), `${app}-`));
  const items = await unpack(zip, unpacked);
  return {
    size: statSync(zip).size,
    files: items.map(({ path, linkname }) => ({ path, link: linkname })),
    call: (event) => callHandler(unpacked, event),
    [Symbol.dispose]: () => rmSync(unpacked, { recursive: true }),
  };
}

/** Isolated from the workspace: no module paths and no environment. */
function callHandler(folder: string, event: object): Json {
  // The result uses a separate channel, since what runs the app logs to the standard ones.
  const script = `
    import { writeFileSync } from 'node:fs';
    const { handler } = await import('./zapierwrapper.js');
    const { results } = await handler({ command: 'execute', ...JSON.parse(process.argv[1]) });
    writeFileSync(3, JSON.stringify(results));
  `;
  const { status, stderr, output } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script, JSON.stringify(event)],
    { cwd: folder, env: {}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  if (status !== 0) throw new Error(`The app ended with ${status}: ${stderr}`);
  return JSON.parse(output[3] ?? '');
}
