import { NodeConnectionTypes } from 'n8n-workflow';
import type {
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  IExecuteFunctions,
  INodeCredentialTestResult,
  ILoadOptionsFunctions,
  INodeExecutionData,
  INodeListSearchResult,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';

import { toErrorItem } from '../shared/error-item.ts';
import { toNodeError } from '../shared/errors.ts';
import { openClient } from './client.ts';
import { testDrupalInvoiceApi } from './credential-test.ts';
import { searchInvoices } from './list-search.ts';
import { runOperation } from './operations.ts';
import { invoiceParameters } from './parameters/invoice.ts';
import { listParameters } from './parameters/list.ts';
import { operationParameters } from './parameters/operations.ts';
import { outputParameters } from './parameters/output.ts';

/** Node for the invoices of a Drupal site with the Invoice 7 module. */
export class DrupalInvoice implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Drupal Invoice',
    name: 'drupalInvoice',
    icon: {
      light: 'file:../../icons/drupal-invoice.svg',
      dark: 'file:../../icons/drupal-invoice.dark.svg',
    },
    group: ['transform'],
    version: [1, 2],
    defaultVersion: 2,
    subtitle:
      '={{ ($parameter["operation"] === "getAll" ? "getMany" : $parameter["operation"]).replace(/([A-Z])/g, " $1").toLowerCase() + ": " + $parameter["resource"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
    description: 'Get, list, create and update invoices of a Drupal site with the Invoice 7 module',
    defaults: { name: 'Drupal Invoice' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    usableAsTool: true,
    credentials: [{ name: 'drupalInvoiceApi', required: true, testedBy: 'drupalInvoiceApiTest' }],
    properties: [
      ...operationParameters,
      ...listParameters,
      ...invoiceParameters,
      ...outputParameters,
    ],
  };

  methods = {
    listSearch: {
      async searchInvoices(
        this: ILoadOptionsFunctions,
        filter?: string,
        paginationToken?: string,
      ): Promise<INodeListSearchResult> {
        return searchInvoices(this, { filter, paginationToken });
      },
    },
    credentialTest: {
      async drupalInvoiceApiTest(
        this: ICredentialTestFunctions,
        { data = {} }: ICredentialsDecrypted,
      ): Promise<INodeCredentialTestResult> {
        return testDrupalInvoiceApi({ helpers: this.helpers, data });
      },
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const results: INodeExecutionData[] = [];
    let client: ReturnType<typeof openClient> | undefined;
    const open = () => (client ??= openClient(this));
    for (const itemIndex of this.getInputData().keys()) {
      try {
        for (const result of await runOperation({ context: this, itemIndex, open })) {
          results.push({ ...result, pairedItem: { item: itemIndex } });
        }
      } catch (thrown) {
        const error = toNodeError(thrown, {
          node: this.getNode(),
          service: 'Invoice 7',
          itemIndex,
        });
        if (!this.continueOnFail()) throw error;
        results.push(toErrorItem(error, itemIndex));
      }
    }
    return [results];
  }
}
