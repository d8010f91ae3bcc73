import { DemoFailure } from '../failure.ts';

export type Style = 'bold' | 'dim' | 'green' | 'red';

export interface ScreenOptions {
  readonly write: (text: string) => void;
  /** Returns the text unchanged if colors are not supported. */
  readonly style: (style: Style, text: string) => string;
}

/** The demo's output: numbered steps, and a mark for every check. */
export class Screen {
  readonly #options: ScreenOptions;
  #step = 0;
  #checks = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  /** Number of steps started. */
  get steps(): number {
    return this.#step;
  }

  /** Number of checks passed. */
  get checks(): number {
    return this.#checks;
  }

  /** Prints an unindented line. */
  line(text = ''): void {
    this.#options.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line(this.#options.style('bold', text));
  }

  /** Starts the next step and prints its title and explanation. */
  step(title: string, ...explanation: readonly string[]): void {
    this.#step += 1;
    this.line();
    this.heading(`${String(this.#step).padStart(2)}. ${title}`);
    for (const sentence of explanation) this.line(`    ${sentence}`);
  }

  /** Prints a value that belongs to the line above, e.g. an id. */
  detail(text: string): void {
    this.line(`      ${this.#options.style('dim', text)}`);
  }

  /**
   * Prints a passed check, or stops the demo at a failed one.
   *
   * @param options.otherwise what was observed instead
   * @throws {DemoFailure}
   */
  check(
    text: string,
    options: { readonly holds: boolean; readonly otherwise?: () => string },
  ): void {
    if (!options.holds) throw new DemoFailure(text, { seen: options.otherwise?.() });
    this.came(text);
  }

  /** Prints that something awaited has happened. */
  came(text: string): void {
    this.#checks += 1;
    this.line(`    ${this.#options.style('green', '✓')} ${text}`);
  }

  cross(text: string): void {
    this.line(`    ${this.#options.style('red', '✗')} ${text}`);
  }
}
