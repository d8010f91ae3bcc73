/** Of an answer's body, so many bytes are kept. */
const kept = 1024;

/** Keeps the beginning of an answer's body, as text for people. */
export class AnswerText {
  readonly #bytes = new Uint8Array(kept);
  #seen = 0;

  /** How long the body is so far. */
  get bytesSeen(): number {
    return this.#seen;
  }

  add(chunk: Uint8Array): void {
    const room = kept - this.#seen;
    if (room > 0) this.#bytes.set(chunk.subarray(0, room), this.#seen);
    this.#seen += chunk.length;
  }

  /**
   * Read as UTF-8, with replacement characters for what is not. Never ends within a character
   * that was cut, and holds no NUL, which databases refuse.
   */
  toString(): string {
    const cut = this.#seen > kept;
    const bytes = this.#bytes.subarray(0, this.#seen);
    return new TextDecoder().decode(bytes, { stream: cut }).replaceAll('\0', '');
  }
}
