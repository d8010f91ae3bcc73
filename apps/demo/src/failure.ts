/** Something that the demo showed was not true, or did not happen in time. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';
  /** What was seen instead, for people. */
  readonly seen: string | undefined;

  constructor(message: string, options?: ErrorOptions & { readonly seen?: string | undefined }) {
    super(message, options);
    this.seen = options?.seen;
  }
}
