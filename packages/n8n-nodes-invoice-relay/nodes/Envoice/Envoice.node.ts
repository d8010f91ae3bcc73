import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';

import { listSearch } from './lists/list-search.ts';
import { loadOptions } from './lists/load-options.ts';
import { envoiceProperties } from './resources/index.gen.ts';
import { execute } from './run/execute.ts';

/** Node for the whole Envoice API: every operation, grouped by resource. */
export class Envoice implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Envoice',
    name: 'envoice',
    icon: { light: 'file:../../icons/envoice.svg', dark: 'file:../../icons/envoice.dark.svg' },
    group: ['transform'],
    version: [1, 2],
    defaultVersion: 2,
    subtitle:
      '={{ ($parameter["operation"] === "getAll" ? "getMany" : $parameter["operation"]).replace(/([A-Z])/g, " $1").toLowerCase() + ": " + $parameter["resource"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
    description: 'Create, send and follow invoices, estimations, orders and more in Envoice',
    defaults: { name: 'Envoice' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'envoiceApi', required: true }],
    properties: envoiceProperties,
  };

  methods = { listSearch, loadOptions };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await execute(this);
  }
}
