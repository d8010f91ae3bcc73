import { mayChange } from '../../envoice/statuses.ts';
import type { Document } from '../../store/documents.ts';
import { type ApiContext, type Call, Refusal } from '../handler.ts';
import { Checks } from '../lookup.ts';
import { statusOf } from './bill.ts';

/** The activity type recorded for each new status. */
const recordedAs: Readonly<Record<Document['kind'], Readonly<Record<string, string>>>> = {
  invoice: { Draft: 'Draft', Paid: 'Paid', Unpaid: 'Unpaid', Overdue: 'Overdue', Void: 'Void' },
  estimation: {
    Draft: 'EstimationDraft',
    Accepted: 'EstimationAccepted',
    Rejected: 'EstimationRejected',
  },
  order: {},
};

/**
 * Changes a document's status and records the corresponding activity. Does nothing if the document
 * already has that status.
 *
 * @throws {Refusal} if the transition is not allowed
 */
export function changeStatus(options: {
  readonly api: ApiContext;
  readonly document: Document;
  readonly status: string;
}): void {
  const { api, document, status } = options;
  if (status === document.status) return;
  requireMayChange({ document, status });
  const type = recordedAs[document.kind][status] ?? 'ChangeStatus';
  api.recorder.record({ type, document, status });
}

/**
 * Changes a document's status to that of the call, which is required.
 *
 * @throws {Refusal}
 */
export function changeToGivenStatus(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly document: Document;
}): void {
  const { api, call, document } = options;
  const status = statusOf(call);
  const checks = new Checks({ api, call });
  checks.present('body.Status', status);
  checks.done();
  changeStatus({ api, document, status: status ?? document.status });
}

/** @throws {Refusal} */
export function requireMayChange(options: {
  readonly document: Document;
  readonly status: string;
}): void {
  const { document, status } = options;
  const { kind, number } = document;
  if (status === document.status || mayChange({ kind, from: document.status, to: status })) return;
  throw new Refusal({
    code: 'StatusNotAllowed',
    message: `${kind} ${number} is ${document.status} and cannot become ${status}.`,
  });
}

/** @throws {Refusal} if the invoice is void: void invoices must not be sent */
export function requireNotVoid(document: Document): void {
  if (document.status !== 'Void') return;
  throw new Refusal({
    code: 'InvoiceVoid',
    message: `Invoice ${document.number} is void: it cannot be changed or sent any more.`,
  });
}
