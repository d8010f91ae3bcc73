import { activity, signedBody } from '../../support/vendor.ts';
import type { Random } from './random.ts';

/** One request as bytes; `aborts` when the caller goes away once it is sent. */
export interface HostileRequest {
  readonly bytes: Buffer;
  readonly aborts: boolean;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'FOO', 'get'];

const routes = [
  '/v1/events',
  '/v1/events/evt_x',
  '/v1/events/evt_x/activity',
  '/v1/subscriptions',
  '/v1/subscriptions/claim',
  '/v1/subscriptions/sub_x',
  '/v1/subscriptions/sub_x/rotate-secret',
  '/v1/connections',
  '/v1/connections/con_x',
  '/v1/connections/con_x/backfill',
  '/v1/deliveries',
  '/v1/deliveries/1/retry',
  '/v1/replays',
  '/v1/quarantine',
  '/v1/quarantine/qua_x/retry',
  '/v1/api-keys',
  '/v1/signature-detections',
  '/v1/subjects/con_x/invoice/1',
  '/v1/stream',
  '/healthz',
  '/readyz',
  '/metrics',
  '/docs',
  '/openapi.json',
  '/hooks/unknown',
];

const values: readonly string[] = [
  'null',
  '0',
  '-1',
  '1e400',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '[]',
  '{}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{}}}',
  '"*"',
  '"http://169.254.169.254/"',
  '"javascript:1"',
  '9007199254740993',
  'true',
  `"${'a'.repeat(5_000)}"`,
];

const members = [
  'url',
  'eventTypes',
  'connectionIds',
  'ordering',
  'secret',
  'headers',
  'expect',
  'maxPerSecond',
  'source',
  'name',
  'credentials',
  'settings',
  'verification',
  'scopes',
  'subscriptionId',
  'from',
  'to',
  'status',
  'body',
  'dryRun',
];

const queries = ['limit', 'after', 'type', 'from', 'to', 'order', 'status', 'subjectId', 'feeds'];

/** A request that is wrong in some way, or right in a way that nobody expects. */
export function hostileRequest(options: {
  readonly random: Random;
  readonly adminKey: string;
  readonly ingestPath: string;
}): HostileRequest {
  const { random, adminKey, ingestPath } = options;
  const aborts = random.chance(0.05);
  if (random.chance(0.03)) return { bytes: random.bytes(random.integer(1, 400)), aborts };
  const isHook = random.chance(0.4);
  const path = isHook ? ingestPath : random.pick(routes);
  const body = isHook ? hookBody(random) : jsonBody(random);
  const lines = [
    `${random.pick(isHook ? ['POST', 'POST', 'POST', 'PUT', 'GET'] : methods)} ${path}${query(random)} HTTP/1.${random.chance(0.95) ? 1 : 0}`,
    'Host: relay',
  ];
  if (!isHook && random.chance(0.8))
    lines.push(`Authorization: ${authorization(random, adminKey)}`);
  if (random.chance(0.9)) lines.push(`Content-Type: ${contentType(random)}`);
  if (random.chance(0.1)) lines.push(`Content-Encoding: ${random.pick(['gzip', 'br', 'x', ''])}`);
  if (random.chance(0.1)) lines.push(`Idempotency-Key: ${random.integer(0, 50)}`);
  if (random.chance(0.1)) lines.push(`Last-Event-ID: ${odd(random)}`);
  if (random.chance(0.03)) lines.push(`X-Long: ${'x'.repeat(random.integer(1_000, 40_000))}`);
  if (random.chance(0.02)) lines.push(`X-Odd: ${random.bytes(20).toString('latin1')}`);
  return { bytes: framed(lines, { body, random }), aborts };
}

function framed(
  lines: readonly string[],
  { body, random }: { readonly body: Buffer; readonly random: Random },
): Buffer {
  const head = (more: string): Buffer =>
    Buffer.from(`${lines.join('\r\n')}\r\n${more}\r\n\r\n`, 'latin1');
  const kind = random.next();
  if (kind < 0.85) return Buffer.concat([head(`Content-Length: ${body.length}`), body]);
  if (kind < 0.9) return Buffer.concat([head(`Content-Length: ${body.length + 7}`), body]);
  if (kind < 0.95) {
    const chunk = Buffer.from(`${body.length.toString(16)}\r\n`);
    const end = Buffer.from(random.chance(0.7) ? '\r\n0\r\n\r\n' : '\r\nzz\r\n');
    return Buffer.concat([head('Transfer-Encoding: chunked'), chunk, body, end]);
  }
  if (kind < 0.97) return head(`Content-Length: ${random.pick(['-1', '1e9', '99999999999', 'x'])}`);
  return Buffer.concat([head('Content-Length: 5\r\nTransfer-Encoding: chunked'), body]);
}

function hookBody(random: Random): Buffer {
  const signed = Buffer.from(signedBody(content(random)));
  const kind = random.next();
  if (kind < 0.05) return signed;
  // One bit less, and it is not authentic any more.
  if (kind < 0.3) return changed(signed, random);
  if (kind < 0.5) return signed.subarray(0, random.integer(0, signed.length - 1));
  if (kind < 0.6) return random.bytes(random.integer(0, 2_000));
  if (kind < 0.7) return Buffer.from('['.repeat(random.integer(1, 50_000)));
  if (kind < 0.72) return Buffer.alloc(1024 * 1024 + random.integer(-5, 5), 0x20);
  return jsonBody(random);
}

/**
 * What an authentic webhook may say: a vendor's mistakes become events. None has an id, so its
 * content is its identity: see `isForeign`.
 */
function content(random: Random): string {
  const odds = members.map((name) => `"${name}":${random.pick(values)}`).slice(0, 5);
  const made = JSON.stringify(
    activity({ Id: null, Message: odd(random), InvoiceId: 1_000_000 + random.integer(0, 9) }),
  );
  if (random.chance(0.3)) return `{"Id":null,${odds.join(',')}}`;
  return random.chance(0.5) ? made : made.replace('"Type":11', `"Type":${random.pick(values)}`);
}

/** Whether an activity came from here, and not from the vendor of the trial. */
export function isForeign(activityId: string): boolean {
  return activityId.startsWith('sha256:');
}

function changed(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.integer(0, copy.length - 1);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(0, 7));
  return copy;
}

function jsonBody(random: Random): Buffer {
  if (random.chance(0.1)) return random.bytes(random.integer(0, 300));
  const count = random.integer(0, 6);
  const pairs = Array.from(
    { length: count },
    () => `"${random.pick(members)}":${random.pick(values)}`,
  );
  return Buffer.from(`{${pairs.join(',')}${random.chance(0.05) ? ',' : ''}}`);
}

function query(random: Random): string {
  if (random.chance(0.6)) return '';
  const count = random.integer(1, 4);
  return `?${Array.from({ length: count }, () => `${random.pick(queries)}=${odd(random)}`).join('&')}`;
}

function odd(random: Random): string {
  return random.pick([
    '',
    '0',
    '-1',
    '99999999999999999999',
    '%00',
    '%ff%fe',
    '%',
    "'",
    '1;DROP',
    '2026-13-45T99:99:99Z',
    '*'.repeat(300),
    'a'.repeat(2_000),
    '..%2f..%2f',
    'NaN',
    'W10',
    'WzFd',
    'eyJhIjoxfQ',
  ]);
}

function authorization(random: Random, adminKey: string): string {
  return random.chance(0.8)
    ? `Bearer ${adminKey}`
    : random.pick(['Bearer ', 'Bearer x', 'Basic eDp5', `Bearer ${'k'.repeat(3_000)}`, '']);
}

function contentType(random: Random): string {
  return random.pick([
    'application/json',
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'a/b; c="',
  ]);
}
