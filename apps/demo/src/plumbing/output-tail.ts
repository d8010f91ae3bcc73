/** The last lines of a child's output, for failure reports. */
export class OutputTail {
  readonly #lines: string[] = [];
  readonly #maxLines: number;
  #begun = '';

  constructor(options: { readonly maxLines: number }) {
    this.#maxLines = options.maxLines;
  }

  add(text: string): void {
    const lines = (this.#begun + text).split('\n');
    this.#begun = lines.pop() ?? '';
    this.#lines.push(...lines);
    this.#lines.splice(0, this.#lines.length - this.#maxLines);
  }

  /** Oldest first; an unfinished line comes last. */
  lines(): readonly string[] {
    return this.#begun === '' ? [...this.#lines] : [...this.#lines, this.#begun];
  }
}
