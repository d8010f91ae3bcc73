import { readFile } from 'node:fs/promises';

import { UsageError } from './usage-error.ts';

/** The largest webhook that a relay accepts, in bytes. */
const maxBytes = 1024 * 1024;

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/**
 * Reads the bytes of a captured webhook.
 *
 * @param options.path a file, or `-` for standard input
 * @throws {UsageError} if it cannot be read, or is empty or too large
 */
export async function readPayloadFile(options: {
  readonly path: string;
  readonly input: AsyncIterable<Uint8Array | string>;
}): Promise<Uint8Array> {
  const { path, input } = options;
  const bytes = path === '-' ? await readAll(input) : await readFileBytes(path);
  if (bytes.length === 0) {
    throw new UsageError('The payload is empty. Pass the raw body of one webhook.');
  }
  if (bytes.length > maxBytes) {
    throw new UsageError(
      'The payload is larger than 1 MiB, so it cannot be the body of one webhook.',
    );
  }
  return bytes;
}

async function readFileBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot read ${JSON.stringify(path)}: ${problems[code] ?? message}.`);
  }
}

async function readAll(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.length;
    chunks.push(bytes);
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
