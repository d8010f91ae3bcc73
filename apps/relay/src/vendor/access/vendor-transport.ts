import type { Transport } from '@invoice-relay/core/source';

/** One request to a vendor, its answer included, may take this long. Milliseconds. */
const timeoutMs = 30_000;

/** More than this no vendor's document has. Bytes. */
const maxAnswerBytes = 32 * 1024 * 1024;

/** Reaches vendors with `fetch`. Follows no redirect: the credentials are for one host alone. */
export const vendorTransport: Transport = async ({ url, signal, ...request }) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, {
    ...(request as RequestInit),
    redirect: 'manual',
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readWithin(response),
  };
};

async function readWithin(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) throw new Error('The answer is larger than 32 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
