import { spawnSync } from 'node:child_process';

import { expect, test } from 'vitest';

const embedded = new URL('embedded-postgres.ts', import.meta.url).href;

test.each([0, 3])('a process that used it ends with its own exit code %s', (code) => {
  const program = `import ${JSON.stringify(embedded)}; process.exitCode = ${code};`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: code, stderr: '' });
});
