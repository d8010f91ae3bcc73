import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

for (const name of ['detection', 'ingest', 'delivery', 'fairness', 'pace', 'backlog', 'growth']) {
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [path], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
