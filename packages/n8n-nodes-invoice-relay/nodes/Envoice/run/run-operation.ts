import { readTypedYesNo } from '@invoice-relay/core/forms';
import { callOperation, isRecord } from '@invoice-relay/envoice/forms';
import type { IDataObject } from 'n8n-workflow';

import { createOrUpdateClient } from './create-or-update-client.ts';
import { downloadPdf } from './download-pdf.ts';
import { getMany } from './get-many.ts';
import type { ItemResult, ItemRun } from './item-run.ts';
import { simplify } from './simplify.ts';
import { readSubject } from './subject.ts';
import { create, readGiven, update } from './write.ts';

/** Runs an operation for one item. */
export async function runOperation(run: ItemRun): Promise<readonly ItemResult[]> {
  const { operation, action, reading } = run;
  if ('returnAll' in run.parameters.values) return getMany(run);
  if (action === 'upsert') return [await createOrUpdateClient(run)];
  if (action === 'create') {
    const { response } = await create(run);
    if (run.resource === 'tax') reading.lists.forgetTaxes();
    return [{ json: isRecord(response) ? shape(run, response) : { Id: response as number } }];
  }
  const id = (await readSubject(run)) ?? 0;
  if (action === 'downloadPdf') return [await downloadPdf(run, id)];
  if (operation.method === 'GET') return [{ json: await read(run, id) }];
  return [{ json: await change(run, id) }];
}

async function read(run: ItemRun, id: number): Promise<IDataObject> {
  const { client, operation, parameters } = run;
  const { signedVersion } = parameters.added;
  const input = {
    id,
    ...(signedVersion === undefined
      ? {}
      : { signedVersion: readTypedYesNo({ value: signedVersion, field: 'Digitally Signed' }) }),
  };
  const response = await callOperation({ client, operation, input });
  switch (operation.kind) {
    case 'flag':
      return { Id: id, canDelete: response === true };
    case 'status':
      return { Id: id, Status: response as string };
    case 'link':
      return { Id: id, ...(response as IDataObject) };
    default:
      return shape(run, response);
  }
}

async function change(run: ItemRun, id: number): Promise<IDataObject> {
  const { client, operation, action, resource, reading } = run;
  switch (action) {
    case 'delete':
      await callOperation({ client, operation, input: { Id: id } });
      if (resource === 'tax') reading.lists.forgetTaxes();
      return { deleted: true };
    case 'convert':
      return shape(run, await callOperation({ client, operation, input: { id } }));
    case 'changeStatus': {
      const body = await readGiven(run);
      const response = await callOperation({ client, operation, input: { ...body, Id: id } });
      // Orders return no body on success.
      return { Id: id, Status: body['Status'] as string, changed: response !== false };
    }
    case 'sendToClient': {
      const name = resource === 'invoice' ? 'InvoiceId' : 'EstimationId';
      const body = await readGiven(run);
      await callOperation({ client, operation, input: { ...body, [name]: id } });
      return { Id: id, sent: true };
    }
    case 'sendToAccountant':
      await callOperation({ client, operation, input: { Id: id } });
      return { Id: id, sent: true };
    default: {
      const { response } = await update(run, id);
      if (resource === 'tax') reading.lists.forgetTaxes();
      return isRecord(response) ? shape(run, response) : { Id: id, updated: true };
    }
  }
}

/**
 * Simplifies the response if the user left that on; operations with short responses do not offer
 * the option.
 */
function shape({ resource, parameters }: ItemRun, response: unknown): IDataObject {
  return parameters.values['simplify'] === true
    ? simplify(invoiceOr(resource, response), response)
    : (response as IDataObject);
}

/** Converting an estimation returns the invoice it became. */
function invoiceOr(resource: string, response: unknown): string {
  return resource === 'estimation' && isRecord(response) && 'Duedate' in response
    ? 'invoice'
    : resource;
}
