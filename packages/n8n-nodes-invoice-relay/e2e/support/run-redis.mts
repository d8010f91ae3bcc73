import { spawn } from 'node:child_process';

/** Runs Redis as a Node.js program, so that it stops with its parent like every other child. */
const redis = spawn('redis-server', process.argv.slice(2), { stdio: 'inherit' });
process.on('SIGTERM', () => redis.kill('SIGTERM'));
redis.on('exit', (code) => process.exit(code ?? 0));
