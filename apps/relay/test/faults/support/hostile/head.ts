import type { Random } from '../random.ts';
import { oddCursor, oddPart } from './odd.ts';

/** Header lines besides those that frame the body. */
export function hostileHeaders(random: Random): string[] {
  const lines: string[] = [];
  const sometimes = (chance: number, line: () => string): void => {
    if (random.chance(chance)) lines.push(line());
  };
  sometimes(0.9, () => `Content-Type: ${random.pick(contentTypes)}`);
  // Few keys, so that one is reused with another body, even at the same time.
  sometimes(0.15, () => `Idempotency-Key: ${random.pick(idempotencyKeys(random))}`);
  sometimes(
    0.05,
    () => `Last-Event-ID: ${random.pick(['1-1', '0-0', '999999999999999-1', 'x', ''])}`,
  );
  sometimes(
    0.05,
    () => `Accept: ${random.pick(['*/*', 'text/html', 'text/event-stream', 'x', ''])}`,
  );
  sometimes(
    0.08,
    () => `Accept-Encoding: ${random.pick(['gzip', 'br', 'zstd', '*;q=0', 'x', ''])}`,
  );
  sometimes(0.05, () => `Range: ${random.pick(['bytes=0-0', 'bytes=9-1', 'bytes=-1', 'x=1', ''])}`);
  sometimes(0.05, () => {
    const name = random.pick(['If-None-Match', 'If-Match', 'If-Range', 'If-Modified-Since']);
    return `${name}: ${random.pick(['*', '"x"', 'W/"x"', '"', 'Thu, 01 Jan 1970 00:00:00 GMT', ''])}`;
  });
  sometimes(0.02, () => `Expect: ${random.pick(['100-continue', '200-ok', ''])}`);
  sometimes(0.02, () => `Upgrade: ${random.pick(['websocket', 'h2c', 'TLS/1.0'])}`);
  sometimes(
    0.03,
    () => `Connection: ${random.pick(['close', 'keep-alive', 'upgrade', 'host', ''])}`,
  );
  sometimes(
    0.03,
    () => `Origin: ${random.pick(['null', 'http://evil.example', 'http://relay', 'x'])}`,
  );
  sometimes(
    0.03,
    () => `Sec-Fetch-Site: ${random.pick(['cross-site', 'same-origin', 'none', 'x'])}`,
  );
  sometimes(0.03, () => `traceparent: ${random.pick(traceParents)}`);
  sometimes(
    0.03,
    () => `X-Forwarded-For: ${random.pick(['127.0.0.1', '::1', 'x', ','.repeat(99)])}`,
  );
  sometimes(0.02, () => `X-HTTP-Method-Override: DELETE`);
  sometimes(0.02, () => `X-Odd: ${random.bytes(20).toString('latin1')}`);
  sometimes(0.02, () => `X-Long: ${'x'.repeat(random.integer(1_000, 40_000))}`);
  sometimes(0.01, () => `X-Folded: a\r\n b`);
  sometimes(0.01, () =>
    random.pick(['No colon', ': no name', 'Sp ace: 1', 'X-Nul: a\0b', 'X\x7f: 1']),
  );
  if (random.chance(0.01)) {
    const count = random.pick([100, 1_000, 3_000]);
    for (let index = 0; index < count; index += 1) lines.push(`X-${index}:`);
  }
  // A repeated header, with the same value or another one.
  if (random.chance(0.03) && lines.length > 0) lines.push(random.pick(lines));
  return lines;
}

function idempotencyKeys(random: Random): readonly string[] {
  const key = String(random.integer(0, 50));
  return [key, key, key, `"${key}"`, `"${key}`, `"${'k'.repeat(300)}"`, 'ü', ''];
}

const contentTypes: readonly string[] = [
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/json; charset=utf-16',
  'application/problem+json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'a/b; c="',
  '',
];

const traceParents: readonly string[] = [
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-00000000000000000000000000000000-0000000000000000-00',
  'ff-x',
  '0'.repeat(3_000),
];

/** The request line's target: the path as it is, or in an unusual notation. */
export function hostileTarget(path: string, random: Random): string {
  const kind = random.next();
  if (kind < 0.9) return path;
  if (kind < 0.91) return `http://evil.example${path}`;
  if (kind < 0.92) return `//evil.example${path}`;
  if (kind < 0.93) return path.toUpperCase();
  if (kind < 0.94) return path.replaceAll('/', '//');
  if (kind < 0.95) return path.replaceAll('/', '%2f');
  if (kind < 0.96) return `${path}/${oddPart(random)}`;
  if (kind < 0.97) return `${path}${'/x'.repeat(random.integer(1, 8_000))}`;
  if (kind < 0.98) return `${path}?${'a=1&'.repeat(random.integer(1, 3_000))}`;
  if (kind < 0.99) return random.pick(['*', 'relay:443', '', '/\\', '/%', '?', '#', '/.', '/..;/']);
  return path.replaceAll(/[a-z]/g, (letter) =>
    random.chance(0.3) ? `%${letter.codePointAt(0)?.toString(16)}` : letter,
  );
}

/** One value for a query parameter. */
export function oddQueryValue(random: Random): string {
  return random.chance(0.3) ? oddCursor(random) : oddPart(random);
}
