import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

import { report } from './support/report.ts';

// The built package, found as an app finds it.
const require = createRequire(new URL('../apps/relay/package.json', import.meta.url));
const { detectScheme, signWithScheme, verifyWithScheme } = await import(
  pathToFileURL(require.resolve('@invoice-relay/core/signature')).href
);

const material = {
  timestamp: '2026-11-20T10:00:00.1234567Z',
  activity: new TextEncoder().encode(JSON.stringify({ Id: 1, Type: 11, Message: 'x'.repeat(300) })),
  activityId: '1',
  authKey: 'bench-key',
  authSecret: 'bench-secret',
};
const scheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
const signature = signWithScheme({ scheme, material });

function milliseconds(times: number, work: () => void): number {
  for (let count = 0; count < times / 10; count += 1) work();
  const startedAt = performance.now();
  for (let count = 0; count < times; count += 1) work();
  return (performance.now() - startedAt) / times;
}

const pinned = milliseconds(5_000, () => verifyWithScheme({ scheme, material, signature }));
let tried = 0;
const detected = milliseconds(10, () => {
  ({ tried } = detectScheme({ material, signature }));
});
report('Detection of a signature scheme', [
  { what: 'baseline: check a pinned scheme', ms: pinned },
  { what: `find it among ${tried} candidates`, ms: detected, ratio: detected / pinned },
]);
