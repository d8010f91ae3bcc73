import { DemoFailure } from '../failure.ts';

export type Style = 'bold' | 'dim' | 'green' | 'red';

export interface ScreenOptions {
  readonly write: (text: string) => void;
  /** Gives the text as it is where there are no colours. */
  readonly style: (style: Style, text: string) => string;
}

/** What people see: numbered steps, and a mark for whatever was checked. */
export class Screen {
  readonly #options: ScreenOptions;
  #step = 0;
  #checks = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  /** How many steps have begun. */
  get steps(): number {
    return this.#step;
  }

  /** How many checks were true. */
  get checks(): number {
    return this.#checks;
  }

  /** A line on its own, at the margin. */
  line(text = ''): void {
    this.#options.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line(this.#options.style('bold', text));
  }

  /** Begins the next step, and says what it is about. */
  step(title: string, ...explanation: readonly string[]): void {
    this.#step += 1;
    this.line();
    this.heading(`${String(this.#step).padStart(2)}. ${title}`);
    for (const sentence of explanation) this.line(`    ${sentence}`);
  }

  /** A value that belongs to the line above, such as an id. */
  detail(text: string): void {
    this.line(`      ${this.#options.style('dim', text)}`);
  }

  /**
   * Marks what is true, and stops the demo at what is not.
   *
   * @param options.otherwise what was seen instead
   * @throws {DemoFailure}
   */
  check(
    text: string,
    options: { readonly holds: boolean; readonly otherwise?: () => string },
  ): void {
    if (!options.holds) throw new DemoFailure(text, { seen: options.otherwise?.() });
    this.came(text);
  }

  /** Marks what was waited for, and came. */
  came(text: string): void {
    this.#checks += 1;
    this.line(`    ${this.#options.style('green', '✓')} ${text}`);
  }

  cross(text: string): void {
    this.line(`    ${this.#options.style('red', '✗')} ${text}`);
  }
}
