import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import type { Random } from '../random.ts';

/** 64 KiB that would inflate to 64 MiB. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

/** Otherwise a body of 1 MiB would take seconds and block all other callers. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** What follows the other header lines: the length of the body and the body, or something else. */
export function framed(
  lines: readonly string[],
  { body, random }: { readonly body: Buffer; readonly random: Random },
): { readonly bytes: Buffer; readonly isWhole: boolean; readonly isEncoded: boolean } {
  const head = (more: string): Buffer =>
    Buffer.from(`${[...lines, more].join('\r\n')}\r\n\r\n`, 'latin1');
  const withLength = (bytes: Buffer, more = '') => ({
    bytes: Buffer.concat([head(`${more}Content-Length: ${bytes.length}`), bytes]),
    isWhole: true,
    isEncoded: more !== '',
  });
  const unended = (...parts: readonly Buffer[]) => ({
    bytes: Buffer.concat(parts),
    isWhole: false,
    isEncoded: false,
  });
  const kind = random.next();
  if (kind < 0.8) return withLength(body);
  if (kind < 0.82) return withLength(gzipSync(body), 'Content-Encoding: gzip\r\n');
  if (kind < 0.825) return withLength(bomb, 'Content-Encoding: gzip\r\n');
  if (kind < 0.83) return withLength(brotliCompressSync(body, quick), 'Content-Encoding: br\r\n');
  if (kind < 0.85) return withLength(body, `Content-Encoding: ${random.pick(encodings)}\r\n`);
  if (kind < 0.95) {
    const isWhole = random.chance(0.8);
    const end = isWhole ? '0\r\n\r\n' : random.pick(oddEnds);
    const chunked = [head('Transfer-Encoding: chunked'), ...chunks(body, random), Buffer.from(end)];
    return { bytes: Buffer.concat(chunked), isWhole, isEncoded: false };
  }
  if (kind < 0.96) return unended(head(`Content-Length: ${body.length + 7}`), body);
  if (kind < 0.97) return unended(head(`Content-Length: ${random.pick(lengths)}`));
  if (kind < 0.98) return unended(head(`Transfer-Encoding: ${random.pick(codings)}`));
  if (kind < 0.985) return unended(withLength(body, 'Content-Length: 3\r\n').bytes);
  if (kind < 0.99) return unended(Buffer.from(`${lines.join('\n')}\n\n`, 'latin1'));
  // A second request within the body of the first, for servers that use the wrong one of the two
  // lengths.
  return unended(
    head('Content-Length: 5\r\nTransfer-Encoding: chunked'),
    Buffer.from('0\r\n\r\nDELETE /v1/sessions HTTP/1.1\r\nHost: relay\r\n\r\n'),
  );
}

const encodings = ['gzip', 'br', 'x', '', 'gzip, br'];
const lengths = ['-1', '1e9', '99999999999', 'x', ''];
const codings = ['gzip', 'chunked, x', 'x', ''];
const oddEnds = ['0\r\nX-Trailer: 1\r\n\r\n', 'zz\r\n', '-1\r\n', 'ffffffffffff\r\n', ''];

/** @returns all but the last chunk, which is empty */
function chunks(body: Buffer, random: Random): Buffer[] {
  const size = random.chance(0.05) ? 1 : random.integer(1, Math.max(1, body.length));
  const parts: Buffer[] = [];
  // Small chunks of a large body would be more framing than body.
  const most = 2_000;
  for (let at = 0; at < body.length; at += size) {
    const part = parts.length > most ? body.subarray(at) : body.subarray(at, at + size);
    const extension = random.chance(0.02) ? `;${'e'.repeat(random.integer(0, 300))}` : '';
    parts.push(
      Buffer.from(`${part.length.toString(16)}${extension}\r\n`),
      part,
      Buffer.from('\r\n'),
    );
    if (parts.length > most + 3) break;
  }
  return parts;
}
