import type { OperationId } from '@invoice-relay/envoice/operations';

import type { ListName } from '@invoice-relay/envoice/forms';

export type RowFilter = 'client' | 'due' | 'issued' | 'search' | 'status';

/** An operation as users see it. Its other fields are derived from Envoice's models. */
export interface OperationPlan {
  readonly value: string;
  readonly name: string;
  readonly action: string;
  readonly description: string;
  readonly api: OperationId;
  /** Takes the record it applies to, from a list or by id. */
  readonly subject?: true;
  /** Required members of the body, in this order. */
  readonly required?: readonly string[];
  /** Members of the body that are shown directly without being required. */
  readonly shown?: readonly string[];
  /** The collection of all other members. */
  readonly rest?: 'additionalFields' | 'updateFields';
  /** Members that users never fill in, for example computed ones; applies to lines too. */
  readonly omit?: readonly string[];
  /** The collection of the query parameters, besides the page. */
  readonly filters?: 'filters' | 'options';
  readonly many?: true;
  /** Filters of a list that the node applies itself, as Envoice does not support them. */
  readonly rowFilters?: readonly RowFilter[];
  readonly simplify?: true;
  /** Fields from hand-written.mts. */
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
