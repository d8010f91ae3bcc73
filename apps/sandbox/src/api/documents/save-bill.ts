import type { ClientContent } from '../../shop/content.ts';
import type { Document } from '../../store/documents.ts';
import type { Entry } from '../../store/entries.ts';
import type { ApiContext, Call } from '../handler.ts';
import { type Bill, type BillGiven, numberOf, requireFreeNumber, statusOf } from './bill.ts';
import { changeStatus, requireMayChange } from './change.ts';

interface BillToSave {
  readonly api: ApiContext;
  readonly call: Call;
  readonly client: Entry<ClientContent> | undefined;
  readonly content: Bill;
}

/** @throws {Refusal} if another document has its number */
export function createBill(
  options: BillToSave & { readonly kind: 'invoice' | 'estimation'; readonly status: string },
): Document {
  const { api, call, kind, client, content, status } = options;
  const number = numberOf(call.body as BillGiven);
  requireFreeNumber({ api, kind, number });
  return api.store.documents.create({
    kind,
    number,
    client: client?.content.Name ?? '',
    clientId: client?.id ?? null,
    status,
    content: JSON.stringify(content),
  });
}

/**
 * Saves a changed invoice or estimation, and records that it was updated, and its new status.
 *
 * @param options.type name of the activity type of the update
 * @throws {Refusal} if another document has its number, or the status is not allowed
 */
export function updateBill(
  options: BillToSave & { readonly document: Document; readonly type: string },
): void {
  const { api, call, document, client, content, type } = options;
  const number = numberOf(call.body as BillGiven);
  requireFreeNumber({ api, kind: document.kind, number, own: document.id });
  const status = statusOf(call) ?? document.status;
  requireMayChange({ document, status });
  const updated: Document = {
    ...document,
    number: number ?? document.number,
    client: client?.content.Name ?? document.client,
    clientId: client?.id ?? document.clientId,
    content: JSON.stringify(content),
  };
  api.store.documents.save(updated);
  api.recorder.record({ type, document: updated });
  changeStatus({ api, document: updated, status });
}
