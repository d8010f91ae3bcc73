/** A check of the demo failed, or something did not happen in time. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';
  /** Human-readable description of what was observed instead. */
  readonly seen: string | undefined;

  constructor(message: string, options?: ErrorOptions & { readonly seen?: string | undefined }) {
    super(message, options);
    this.seen = options?.seen;
  }
}
