/** Of an answer's body, so many bytes are kept. */
const kept = 1024;

/** Collects the beginning of an answer's body, as text for people and for checks. */
export class AnswerText {
  readonly #longest: number;
  readonly #chunks: Uint8Array[] = [];
  #seen = 0;

  /** @param options.longest how many bytes of the body may be asked for, from the first on */
  constructor(options: { readonly longest?: number } = {}) {
    this.#longest = options.longest ?? kept;
  }

  /** How long the body is so far. */
  get bytesSeen(): number {
    return this.#seen;
  }

  add(chunk: Uint8Array): void {
    const room = this.#longest - this.#seen;
    // A copy: the parser uses its memory again.
    if (room > 0) this.#chunks.push(Uint8Array.from(chunk.subarray(0, room)));
    this.#seen += chunk.length;
  }

  /** All that was collected, as UTF-8, for a check. */
  whole(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /**
   * The first 1 KiB, read as UTF-8, with replacement characters for what is not. Never ends within
   * a character that was cut, and holds no NUL, which databases refuse.
   */
  toString(): string {
    if (this.#seen === 0) return '';
    const bytes = Buffer.concat(this.#chunks).subarray(0, kept);
    const cut = this.#seen > kept;
    return new TextDecoder().decode(bytes, { stream: cut }).replaceAll('\0', '');
  }
}
