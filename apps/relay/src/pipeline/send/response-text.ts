/** How many bytes of a response body are kept. */
const kept = 1024;

/** Collects the start of a response body, as text for people and for checks. */
export class ResponseText {
  readonly #longest: number;
  readonly #chunks: Uint8Array[] = [];
  #seen = 0;

  /** @param options.longest how many bytes of the body may be requested, from the start */
  constructor(options: { readonly longest?: number } = {}) {
    this.#longest = options.longest ?? kept;
  }

  /** The length of the body so far. */
  get bytesSeen(): number {
    return this.#seen;
  }

  add(chunk: Uint8Array): void {
    const room = this.#longest - this.#seen;
    // A copy: the parser reuses its memory.
    if (room > 0) this.#chunks.push(Uint8Array.from(chunk.subarray(0, room)));
    this.#seen += chunk.length;
  }

  /** Everything collected, as UTF-8, for a check. */
  whole(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /**
   * The first 1 KiB, decoded as UTF-8, with replacement characters for invalid bytes. Never ends in
   * the middle of a character, and contains no NUL, which databases reject.
   */
  toString(): string {
    if (this.#seen === 0) return '';
    const bytes = Buffer.concat(this.#chunks).subarray(0, kept);
    const cut = this.#seen > kept;
    return new TextDecoder().decode(bytes, { stream: cut }).replaceAll('\0', '');
  }
}
