/** What somebody filled in and cannot be sent. The field is named as the form names it. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** What to mend. */
  readonly description: string;

  /** @param options.field as people see it: `Items 2 → Unit Cost` */
  constructor(options: {
    readonly field: string;
    readonly problem: string;
    readonly mend: string;
  }) {
    super(`${options.field}: ${options.problem}`);
    this.description = options.mend;
  }
}
