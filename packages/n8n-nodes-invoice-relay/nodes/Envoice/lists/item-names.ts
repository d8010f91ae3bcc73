import type { EnvoiceAnswer } from '@invoice-relay/envoice';
import type { INodeListSearchItems } from 'n8n-workflow';

/** What a list shows of an item: the parts that it has. */
export function joined(...parts: readonly (string | null | undefined)[]): string {
  const there = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return there.length === 0 ? 'Without a name' : there.join(' · ');
}

export function describeDocument(
  document: EnvoiceAnswer<'InvoiceDetailsApiModel'> | EnvoiceAnswer<'EstimationDetailsApiModel'>,
): INodeListSearchItems {
  const { Id, Number, Client, Status, TotalAmount, Currency } = document;
  const total = TotalAmount === null || TotalAmount === undefined ? null : `${TotalAmount}`;
  return {
    name: joined(Number, Client?.Name, total && `${total} ${Currency?.Value ?? ''}`.trim(), Status),
    value: String(Id),
  };
}
