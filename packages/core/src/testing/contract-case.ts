/** One required behavior of a source. Runs alone, in any order, in any test runner. */
export interface ContractCase {
  readonly name: string;
  /** @throws {AssertionError} if the source does not behave that way */
  readonly run: () => Promise<void>;
}

/** What the suite does not check, and why: so that nobody takes silence for a pass. */
export interface LeftOut {
  readonly capability: string;
  readonly why: string;
}

/** The suite for one source. */
export interface SourceContract {
  readonly cases: readonly ContractCase[];
  readonly leftOut: readonly LeftOut[];
  /**
   * Registers every case with a test runner: `contract.register(test)` with vitest, Jest or
   * `node:test`.
   */
  register(test: (name: string, run: () => Promise<void>) => unknown): void;
}
