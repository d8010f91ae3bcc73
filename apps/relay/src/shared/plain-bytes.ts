/**
 * The same bytes, not as a Buffer: its `slice` shares memory, which is not what a source expects.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
