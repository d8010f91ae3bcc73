import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

import { createHmac, createSecretKey } from 'node:crypto';
import { report } from './support/report.ts';

// The built package, resolved as an app would.
const require = createRequire(new URL('../apps/relay/package.json', import.meta.url));
const load = (name: string) => import(pathToFileURL(require.resolve(name)).href);
const { detectScheme, signWithScheme, verifyWithScheme } = await load(
  '@invoice-relay/core/signature',
);
const { readJsonTree } = await load('@invoice-relay/core/json');

/** Contains everything that serializers write in different ways. */
const activity = `{"Message":"Müller & Söhne <paid> \\u2028 ${'x'.repeat(200)}","Type":11,"OrderId":null,"Id":1,"Total":100.0,"CreatedOn":"2026-11-20T10:00:00.1234567Z"}`;
const text = `{"Signature":"","Timestamp":"2026-11-20T10:00:00.1234567Z","Activity":${activity}}`;

const material = {
  timestamp: '2026-11-20T10:00:00.1234567Z',
  activity: new TextEncoder().encode(activity),
  payload: { text, node: readJsonTree(text), signatureMember: 'Signature' },
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
const key = createSecretKey(Buffer.from(material.authSecret));
const hmac = milliseconds(5_000, () => {
  createHmac('sha256', key).update(material.activity).digest();
});
let tried = 0;
const detected = milliseconds(10, () => {
  ({ tried } = detectScheme({ material, signature }));
});
report('Detection of a signature scheme', [
  { what: 'baseline: check a pinned scheme', ms: pinned },
  { what: `find it among ${tried} candidates`, ms: detected, ratio: detected / pinned },
  { what: `baseline: ${tried} times createHmac over the activity`, ms: hmac * tried },
  { what: 'find it, of that', ms: detected, ratio: detected / (hmac * tried) },
]);
