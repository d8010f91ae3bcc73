import type { OperationId } from '@invoice-relay/envoice/operations';

import type { ListName } from '@invoice-relay/envoice/forms';

export type RowFilter = 'client' | 'due' | 'issued' | 'search' | 'status';

/** An operation as people see it. What it asks for beyond this follows from Envoice's models. */
export interface OperationPlan {
  readonly value: string;
  readonly name: string;
  readonly action: string;
  readonly description: string;
  readonly api: OperationId;
  /** Asks for what it is about, by a list or an id. */
  readonly subject?: true;
  /** Members of the body that people have to give, in this order. */
  readonly required?: readonly string[];
  /** Members of the body that are in sight without being required. */
  readonly shown?: readonly string[];
  /** The collection that the other members are in. */
  readonly rest?: 'additionalFields' | 'updateFields';
  /** Members that nobody fills in, such as what Envoice computes: also those of lines. */
  readonly omit?: readonly string[];
  /** Parameters of the query, beside the page, in a collection of their own. */
  readonly filters?: 'filters' | 'options';
  readonly many?: true;
  /** By what a list can be narrowed down: rows are compared here, as Envoice cannot be asked. */
  readonly rowFilters?: readonly RowFilter[];
  readonly simplify?: true;
  /** Fields by hand, from hand-written.mts. */
  readonly extra?: readonly ('matchBy' | 'binaryField' | 'fileName')[];
}

export interface ResourcePlan {
  readonly value: string;
  readonly name: string;
  /** As in `Select an invoice...` */
  readonly article: string;
  readonly list?: ListName;
  readonly operations: readonly OperationPlan[];
}
