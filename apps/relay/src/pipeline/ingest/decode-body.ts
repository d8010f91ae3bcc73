import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

import { ContentEncodingError } from './errors.ts';
import { plainBytes } from '../../shared/plain-bytes.ts';

/** A decompressed body may be as large as an uncompressed one. Bytes. */
const maxBytes = 1024 * 1024;

type Decode = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const gzip: Decode = promisify(gunzip);
const decoders: Readonly<Record<string, Decode>> = {
  gzip,
  'x-gzip': gzip,
  // "deflate" means zlib (RFC 9110, 8.4.1.2); some senders use raw deflate.
  deflate: (body, options) =>
    promisify(inflate)(body, options).catch((error: { code?: string }) => {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') throw error;
      return promisify(inflateRaw)(body, options);
    }),
  br: promisify(brotliDecompress),
};

/** For `Accept-Encoding`, if another encoding was used. */
export const acceptedEncodings = Object.keys(decoders)
  .filter((name) => name !== 'x-gzip')
  .join(', ');

/**
 * Decodes a content encoding, so that a source sees the bytes that were signed.
 *
 * @throws {ContentEncodingError}
 */
export async function decodeBody(options: {
  readonly body: Uint8Array;
  /** The header's value. */
  readonly encoding: string | undefined;
}): Promise<Uint8Array> {
  const encoding = options.encoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || options.body.byteLength === 0) {
    return options.body;
  }
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (decode === undefined) {
    throw new ContentEncodingError(
      'content_encoding_unsupported',
      `The body must be uncompressed, or use one of: ${acceptedEncodings}.`,
    );
  }
  try {
    const decoded = await decode(options.body, { maxOutputLength: maxBytes });
    return plainBytes(decoded);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new ContentEncodingError(
        'body_too_large',
        `The decompressed body must have at most ${maxBytes} bytes.`,
      );
    }
    throw new ContentEncodingError(
      'content_encoding_invalid',
      `The body does not match its Content-Encoding, ${encoding}.`,
    );
  }
}
