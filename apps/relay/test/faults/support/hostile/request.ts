import type { Random } from '../random.ts';
import type { Operation } from './api.ts';
import { hostileBody } from './body.ts';
import { framed } from './framing.ts';
import { hostileHeaders, hostileTarget, oddQueryValue } from './head.ts';
import { hostileCredentials } from './material.ts';
import type { HostileMaterial, HostileRequest } from './material.ts';
import { oddPart } from './odd.ts';
import { collectionOf } from './targets.ts';
import { hostileWebhook } from './webhook.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'FOO', 'get'];

/** Data on a connection that is not HTTP. */
const otherProtocols = [
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'GET /\r\n',
  'GET / HTTP/0.9\r\n\r\n',
  'GET / HTTP/3.7\r\n\r\n',
  'CONNECT relay:443 HTTP/1.1\r\nHost: relay:443\r\n\r\n',
  '\r\n\r\n\r\n',
];

/** A request that is wrong in some way, or valid in an unexpected way. */
export function hostileRequest(
  material: HostileMaterial,
  /** What it is about; by default anything. */
  about?: { readonly operation: Operation; readonly id: string },
): HostileRequest {
  const { random } = material;
  if (about === undefined) {
    const kind = random.next();
    if (kind < 0.02) return raw(random.bytes(random.integer(1, 400)));
    if (kind < 0.025) return raw(Buffer.from(random.pick(otherProtocols), 'latin1'));
    if (kind < 0.35) return webhook(material);
  }
  return call(material, about);
}

function raw(bytes: Buffer): HostileRequest {
  return { bytes, isWhole: false, method: '', path: '' };
}

function webhook({ random, targets, ingestPath }: HostileMaterial): HostileRequest {
  const isOfTrial = random.chance(0.6);
  const token = targets.pick('hooks', random);
  const path = isOfTrial || token === undefined ? ingestPath : `/hooks/${token}`;
  const method = random.pick(['POST', 'POST', 'POST', 'POST', 'PUT', 'GET', 'DELETE', 'HEAD']);
  const body = hostileWebhook({ random, authentic: isOfTrial ? 0.05 : 0.3 });
  // Most are written as a vendor writes them, or no body would be read.
  const isUsual = random.chance(0.7);
  const target = isUsual ? path : hostileTarget(path, random);
  const headers = isUsual ? ['Content-Type: application/json'] : hostileHeaders(random);
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: relay', ...headers];
  if (!isUsual) return { ...framed(lines, { body, random }), method, path };
  const bytes = Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
  return { bytes, isWhole: true, method, path };
}

/** The probability of keeping a drawn call that creates something. */
const makesSeldom = 0.5;

function call(
  material: HostileMaterial,
  about: { readonly operation: Operation; readonly id: string } | undefined,
): HostileRequest {
  const { random, api, targets } = material;
  let operation = about?.operation ?? random.pick(api.operations);
  if (operation.method === 'POST' && operation.body !== undefined && !random.chance(makesSeldom)) {
    operation = random.pick(api.operations);
  }
  const method = random.chance(0.92) ? operation.method : random.pick(methods);
  const path = filled(operation, material, about?.id) + query(operation, material);
  const body = hostileBody(operation.body, {
    random,
    api,
    targets,
    known: knownValues(material),
  });
  // Errors in the head hide errors in the body.
  const isUsual = random.chance(0.7);
  const lines = [
    `${method} ${isUsual ? path : hostileTarget(path, random)} HTTP/1.${random.chance(0.97) ? 1 : 0}`,
    ...(random.chance(0.99) ? ['Host: relay'] : []),
    ...authorization(material),
    ...(isUsual ? defaultHeaders(random) : hostileHeaders(random)),
  ];
  const whole = framed(lines, { body, random });
  const takesBody = operation.body !== undefined || body.length === 0;
  const isOrdinary =
    isUsual &&
    takesBody &&
    whole.isWhole &&
    !whole.isEncoded &&
    method === operation.method &&
    operation.isDescribed;
  return { ...whole, method, path, isOrdinary };
}

function defaultHeaders(random: Random): string[] {
  const key = random.chance(0.3) ? [`Idempotency-Key: ${random.integer(0, 50)}`] : [];
  return ['Content-Type: application/json', ...key];
}

function filled(operation: Operation, material: HostileMaterial, id: string | undefined): string {
  const { random, targets } = material;
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (id !== undefined && name === 'id') return id;
    const known = targets.pick(collectionOf(name, operation.path), random);
    return known === undefined || random.chance(0.1) ? oddPart(random) || 'x' : known;
  });
}

function query({ parameters }: Operation, { random, targets }: HostileMaterial): string {
  const pairs = parameters
    .filter((one) => one.in === 'query' && random.chance(0.3))
    .map(({ name, schema }) => {
      const known = random.chance(0.6) ? targets.pick(collectionOf(name), random) : undefined;
      const choices = schema.enum?.map(String);
      const right = known ?? (choices && random.chance(0.6) ? random.pick(choices) : undefined);
      return `${name}=${right ?? oddQueryValue(random)}`;
    });
  if (random.chance(0.05)) pairs.push(`${random.pick(['__proto__', 'a[b]', ''])}=1`);
  if (random.chance(0.05) && pairs.length > 0) pairs.push(random.pick(pairs));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function authorization({ random, keys, targets }: HostileMaterial): string[] {
  const kind = random.next();
  if (kind < 0.75) return [`Authorization: Bearer ${random.pick(keys)}`];
  if (kind < 0.85) {
    const token = targets.pick('cookies', random) ?? `irs_${'x'.repeat(43)}`;
    const cookie = `Cookie: ${random.chance(0.1) ? `${'a=b; '.repeat(50)}` : ''}${token}`;
    return random.chance(0.8) ? [cookie, 'Origin: http://relay'] : [cookie];
  }
  if (kind < 0.87) return [`Authorization: Bearer ${random.pick(keys)}`, 'Authorization: Bearer x'];
  if (kind < 0.9) return [];
  const odd = ['Bearer ', 'Bearer x', 'Basic eDp5', `Bearer ${'k'.repeat(3_000)}`, 'bearer\tx', ''];
  return [`Authorization: ${random.pick(odd)}`];
}

/** JSON texts that are valid where the schema cannot say so. No vendor is ever called. */
function knownValues({ keys, sinkUrl }: HostileMaterial): Record<string, readonly string[]> {
  const credentials = JSON.stringify(hostileCredentials);
  return {
    source: ['"envoice"'],
    credentials: [credentials, credentials, '{}'],
    settings: ['{}'],
    url: [JSON.stringify(`${sinkUrl}/a`), JSON.stringify(`${sinkUrl}/b`), '"http://127.0.0.1:9/"'],
    key: keys.slice(0, 3).map((key) => JSON.stringify(key)),
    secret: ['"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="'],
    verification: [
      '{"mode":"signature","scheme":"auto"}',
      '{"mode":"token"}',
      '{"mode":"callback"}',
    ],
    payload: ['"{\\"Signature\\":\\"x\\",\\"Activity\\":{}}"'],
    expiresInSeconds: ['60', '3600'],
    restSeconds: ['0', '1'],
    overlapSeconds: ['0', '60'],
    holdSeconds: ['0', '1'],
  };
}
