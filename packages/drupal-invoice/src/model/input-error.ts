/** What is expected of a caller's input. */
type Expected =
  | 'decimal'
  | 'integer'
  | 'text'
  | 'object'
  | 'list'
  | 'id'
  | 'template'
  | 'days'
  | 'weight';

/** An argument that cannot be sent. The message names it as the API does. */
export class DrupalInputError extends TypeError {
  override readonly name = 'DrupalInputError';
  /** For example `items[0].unitcost`; `id` for the id of an invoice. */
  readonly member: string;
  /** For callers with their own wording. */
  readonly expected: Expected;

  constructor(
    message: string,
    { member, expected }: { readonly member: string; readonly expected: Expected },
  ) {
    super(message);
    this.member = member;
    this.expected = expected;
  }
}
