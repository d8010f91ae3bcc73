/** Where a command writes to. */
export interface Output {
  readonly write: (text: string) => unknown;
  /** Set when a person looks at it, so that a line can be written over. */
  readonly isTTY?: boolean;
}

const eraseLine = '\r\u001b[K';

/** Lines that stay, and one line at the bottom that changes while something is under way. */
export class Screen {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  line(text: string): void {
    this.#output.write(`${this.#erase()}${text}\n`);
  }

  /** Shown to people only: a file would fill up with it. */
  progress(text: string): void {
    if (this.#output.isTTY === true) this.#output.write(`${eraseLine}${text}`);
  }

  #erase(): string {
    return this.#output.isTTY === true ? eraseLine : '';
  }
}

/** `10,000` for 10000, whatever the machine's language: the commands speak English. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
