import { cpSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Copies the built page into the built relay, which serves it, and compresses it once for all. */
const from = join(import.meta.dirname, '../../dashboard/dist');
const to = join(import.meta.dirname, '../dist/dashboard');

const isText = /\.(html|js|css|svg|json|webmanifest|map|txt)$/;

/** Less is not worth a file of its own. Bytes. */
const shortest = 1_024;

if (existsSync(join(from, 'index.html'))) {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.map') });
  for (const name of globSync('**/*', { cwd: to })) {
    if (!isText.test(name)) continue;
    const path = join(to, name);
    const bytes = readFileSync(path);
    if (bytes.length < shortest) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
      }),
    );
  }
} else {
  process.stderr.write(
    `${from} is missing, which the relay serves: build all with "npx -y pnpm@12 build".\n`,
  );
  process.exitCode = 1;
}
