/** Whether bytes are JSON, to be stated in `content-type`; otherwise they are just bytes. */
export function mediaTypeOf(bytes: Uint8Array): 'application/json' | 'application/octet-stream' {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return 'application/json';
  } catch {
    return 'application/octet-stream';
  }
}
