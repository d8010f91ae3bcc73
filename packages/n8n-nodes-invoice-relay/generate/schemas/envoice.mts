import { resolveSchema } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';
import type { JsonSchema, Operation, SchemaOrName } from '@invoice-relay/envoice/operations';

import { simplifiedPaths } from '../../nodes/Envoice/run/simplify.ts';
import type { OperationPlan, ResourcePlan } from '../envoice/plan/index.mts';
import { object } from './output-schema.mts';
import type { OutputSchema } from './output-schema.mts';

const number: OutputSchema = { type: 'number' };
const text: OutputSchema = { type: 'string' };
const yesOrNo: OutputSchema = { type: 'boolean' };

/** Returns the output schema of an Envoice operation with default field values. */
export function envoiceSchema(options: {
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
}): OutputSchema {
  const { resource, plan } = options;
  const operation = operations.find(({ id }) => id === plan.api)!;
  const own = ownSchemas[plan.value];
  if (own !== undefined && !plan.simplify) return own;
  const row = rowOf(operation);
  if (plan.simplify && row !== undefined) return simplifiedSchema(resource.value, row);
  if (plan.value === 'convert') {
    const invoice = operations.find(({ id }) => id === 'InvoiceApi_Details')!;
    return simplifiedSchema('invoice', rowOf(invoice)!);
  }
  switch (operation.kind) {
    case 'flag':
      return object({ Id: number, canDelete: yesOrNo });
    case 'status':
      return object({ Id: number, Status: text });
    case 'link':
      return object({ Id: number, ...(row === undefined ? {} : plain(row).properties) });
    case 'id':
    case 'nothing':
      return object({ Id: number });
    default:
      // Date formats are plain strings.
      return row?.properties === undefined ? object({ Format: text }) : plain(row);
  }
}

/** Output that does not come from Envoice's response. */
const ownSchemas: Readonly<Record<string, OutputSchema>> = {
  changeStatus: object({ Id: number, Status: text, changed: yesOrNo }),
  delete: object({ deleted: yesOrNo }),
  downloadPdf: object({ Id: number, fileName: text }),
  sendToAccountant: object({ Id: number, sent: yesOrNo }),
  sendToClient: object({ Id: number, sent: yesOrNo }),
  update: object({ Id: number, updated: yesOrNo }),
  changeShippingDetails: object({ Id: number, updated: yesOrNo }),
  upsert: object({ Id: number, created: yesOrNo }),
};

/** Returns the schema of the response, or of one element of a list. */
function rowOf({ response }: Operation): JsonSchema | undefined {
  const schema = response.schema === null ? undefined : resolved(response.schema);
  if (schema === undefined) return undefined;
  const rows = schema.items ?? resolved(schema.properties?.['Result'] ?? {}).items;
  return rows === undefined ? schema : resolved(rows);
}

function simplifiedSchema(resource: string, row: JsonSchema): OutputSchema {
  const members = Object.entries(simplifiedPaths[resource] ?? {}).map(([name, path]) => {
    const found = path.reduce<JsonSchema>(
      (schema, member) => resolved(schema.properties?.[member] ?? {}),
      row,
    );
    return [name, plain(found)] as const;
  });
  return object(Object.fromEntries(members));
}

/** Goes at most two levels deep, because Envoice's models are recursive. */
function plain(schema: JsonSchema, depth = 2): OutputSchema {
  const { type, enum: names, items, properties } = resolved(schema);
  if (names !== undefined || type === undefined || type === 'string') return text;
  if (type === 'boolean') return yesOrNo;
  if (type === 'array') {
    return items === undefined || depth === 0
      ? { type: 'array' }
      : { type: 'array', items: plain(items, depth - 1) };
  }
  if (type === 'object') {
    if (depth === 0) return { type: 'object' };
    const members = Object.entries(properties ?? {}).map(
      ([name, inner]) => [name, plain(inner, depth - 1)] as const,
    );
    return object(Object.fromEntries(members));
  }
  return number;
}

function resolved(schema: SchemaOrName): JsonSchema {
  return resolveSchema(schema);
}
