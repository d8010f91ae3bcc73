/** The stream that a command writes to. */
export interface Output {
  readonly write: (text: string) => unknown;
  /** Set for terminals, where a line can be overwritten. */
  readonly isTTY?: boolean;
}

const eraseLine = '\r\u001b[K';

/** Permanent lines, plus a status line at the bottom that changes while work is in progress. */
export class Screen {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  line(text: string): void {
    this.#output.write(`${this.#erase()}${text}\n`);
  }

  /** Terminals only: it would fill up a file. */
  progress(text: string): void {
    if (this.#output.isTTY === true) this.#output.write(`${eraseLine}${text}`);
  }

  #erase(): string {
    return this.#output.isTTY === true ? eraseLine : '';
  }
}

/** Formats 10000 as `10,000` regardless of locale, since the commands are in English. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
