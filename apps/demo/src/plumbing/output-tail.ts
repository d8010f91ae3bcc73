/** The last lines of what a child wrote, for when something goes wrong. */
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

  /** The oldest first; a line that has only begun is the last. */
  lines(): readonly string[] {
    return this.#begun === '' ? [...this.#lines] : [...this.#lines, this.#begun];
  }
}
