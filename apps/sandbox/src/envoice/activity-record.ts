import type { Document } from '../store/documents.ts';
import { activityTypes } from './activity-types.ts';
import { formatNetDate } from './net-date.ts';
import { shareLink } from './share-link.ts';

/**
 * The documents that an activity refers to. Usually one; the vendor's format has room for three.
 */
export interface ActivityDocuments {
  readonly invoice?: Document | undefined;
  readonly order?: Document | undefined;
  readonly estimation?: Document | undefined;
}

/**
 * Serializes an activity in the layout of the vendor's webhook text: a missing id is 0, a missing
 * number null. The two estimation members are not in that text but in the description's `Activity`;
 * they are only present if the activity is about an estimation.
 *
 * @returns JSON text, which is stored, sent and signed byte for byte
 */
export function activityRecord(options: {
  readonly id: number;
  readonly type: number;
  readonly documents: ActivityDocuments;
  /** Ticks: 100 ns since the Unix epoch. */
  readonly createdOn: bigint;
  /** URL of the sandbox, without a trailing slash. */
  readonly baseUrl: string;
  /** The message; defaults to a sentence generated from the type. */
  readonly message?: string | undefined;
}): string {
  const { invoice, order, estimation } = options.documents;
  const main = invoice ?? order ?? estimation;
  return JSON.stringify({
    Message: options.message ?? message({ type: options.type, main }),
    Link: main === undefined ? null : shareLink({ baseUrl: options.baseUrl, document: main }),
    Type: options.type,
    InvoiceNumber: invoice?.number ?? null,
    InvoiceId: invoice?.id ?? 0,
    OrderNumber: order?.number ?? null,
    OrderId: order?.id ?? 0,
    ...(estimation && { EstimationNumber: estimation.number, EstimationId: estimation.id }),
    Id: options.id,
    CreatedOn: formatNetDate(options.createdOn),
  });
}

const titles = { invoice: 'Invoice', order: 'Order', estimation: 'Estimation' } as const;

function message(options: { readonly type: number; readonly main: Document | undefined }): string {
  const says = activityTypes[options.type]?.says ?? `had an activity of type ${options.type}`;
  if (options.main === undefined) return `The account ${says}`;
  const { kind, number, client } = options.main;
  return `${titles[kind]} ${number} for ${client} ${says}`;
}
