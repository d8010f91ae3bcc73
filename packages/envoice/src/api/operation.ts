/** The groups of Envoice's API, as named by the client. */
export const resourceNames = [
  'clients',
  'estimations',
  'general',
  'invoices',
  'orders',
  'paymentLinks',
  'payments',
  'products',
  'taxes',
  'workTypes',
] as const;
export type ResourceName = (typeof resourceNames)[number];

/** The part of JSON Schema that Envoice's description uses. */
export interface JsonSchema {
  readonly $ref?: `#/components/schemas/${string}`;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: 'int32' | 'int64' | 'double' | 'date-time';
  /** In the order of the ordinals: the first is 0. */
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly readOnly?: boolean;
}

/** A schema by its name in `models`, or inline if it has none. */
export type SchemaOrName = string | JsonSchema;

export interface OperationParameter {
  /** As in the URL: `queryOptions.page`. */
  readonly name: string;
  /** As in the client's input: `page`. */
  readonly argument: string;
  readonly in: 'query';
  readonly required: boolean;
  readonly type: 'integer' | 'string' | 'boolean';
  readonly enum?: readonly string[];
  readonly description: string;
}

export interface OperationBody {
  readonly schema: SchemaOrName;
  readonly required: boolean;
  /** The member of the client's input that is the body; `null` if the whole input is. */
  readonly argument: string | null;
}

export interface OperationResponse {
  readonly status: 200 | 204;
  /** `null` if the response has no body. */
  readonly schema: SchemaOrName | null;
}

/**
 * The kind of a response: a `page` of a longer list, a whole `list`, one `item`, a `link`, the `id`
 * of what was created, deleted or sent, a `flag`, a `status`, or `nothing`.
 */
export type ResponseKind = 'page' | 'list' | 'item' | 'link' | 'id' | 'flag' | 'status' | 'nothing';

/** One operation of Envoice's API as data: enough to call it, and to build a form for it. */
export interface Operation {
  /** Envoice's own `operationId`; ours if the description has none. */
  readonly id: string;
  readonly resource: ResourceName;
  /** The client's method: `envoice[resource][name]`. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Short, human-readable: `Create an invoice`. */
  readonly title: string;
  readonly description: string;
  /** Without the two authentication headers of every call. */
  readonly parameters: readonly OperationParameter[];
  readonly body: OperationBody | null;
  readonly response: OperationResponse;
  readonly kind: ResponseKind;
  /** Whether a second call does no harm if the response to the first was lost. */
  readonly repeatable: boolean;
  /** Whether it takes `page` and `pageSize`. The first page is 1. */
  readonly paged: boolean;
}
