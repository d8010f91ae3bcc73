import { spawn } from 'node:child_process';

/** Redis, as a program for Node: it ends with whoever started it, as all children here do. */
const redis = spawn('redis-server', process.argv.slice(2), { stdio: 'inherit' });
process.on('SIGTERM', () => redis.kill('SIGTERM'));
redis.on('exit', (code) => process.exit(code ?? 0));
