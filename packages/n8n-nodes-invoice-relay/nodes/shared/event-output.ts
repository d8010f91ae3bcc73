import { operationalSource } from '@invoice-relay/core/events';
import { numberNameOf, decimalToNumber, withNumbers } from '@invoice-relay/core/models';
import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import { flattenEvent } from '@invoice-relay/relay-client';
import type { EventBody } from '@invoice-relay/relay-client';
import type { IDataObject } from 'n8n-workflow';

/** Output format of an event. */
export interface EventOutput {
  /** Whether to return only the members that most workflows need. */
  readonly simplified: boolean;
  /** Whether to add amounts as numbers. */
  readonly numbers: boolean;
}

const documentKinds = ['invoice', 'order', 'estimate'] as const;

/** Converts an event to the JSON of an n8n item. */
export function eventJson(event: EventBody, output: EventOutput): IDataObject {
  const flat = flattenEvent(event);
  // The relay's own events have no document; their attributes say what happened.
  if (flat['source'] === operationalSource) return output.simplified ? told(flat) : flat;
  if (output.simplified) return simplified(flat, output.numbers);
  return output.numbers ? numbered(flat) : flat;
}

function told(flat: IDataObject): IDataObject {
  const { id, type, timestamp, connectionId, attributes } = flat;
  return { id, type, timestamp, connectionId, ...(attributes as IDataObject) };
}

function numbered(flat: IDataObject): IDataObject {
  const found = documentKinds.flatMap((kind) => {
    const document = documentOf(flat, kind);
    return document === undefined ? [] : [[kind, withNumbers({ kind, document })] as const];
  });
  return { ...flat, ...Object.fromEntries(found) };
}

/** Ten flat members with names familiar to people who send invoices; null for unknown values. */
function simplified(flat: IDataObject, numbers: boolean): IDataObject {
  const subject = (flat['subject'] ?? null) as {
    readonly id: string;
    readonly number: string | null;
  } | null;
  const document = documentKinds.map((kind) => documentOf(flat, kind)).find(Boolean);
  const due = document !== undefined && 'dueDate' in document ? document.dueDate : null;
  const { taxInclusiveAmount = null, payableAmount = null } = document?.totals ?? {};
  return {
    id: flat['id'],
    type: flat['type'],
    timestamp: flat['timestamp'],
    documentId: subject?.id ?? null,
    number: subject?.number ?? document?.number ?? null,
    customer: document?.buyer?.name ?? null,
    currency: document?.currency ?? null,
    ...amount('total', taxInclusiveAmount, numbers),
    ...amount('amountDue', payableAmount, numbers),
    dueDate: due,
  };
}

function amount(name: string, text: string | null, numbers: boolean): IDataObject {
  const number = numbers && text !== null ? decimalToNumber(text) : null;
  return { [name]: text, ...(number === null ? {} : { [numberNameOf(name)]: number }) };
}

function documentOf(
  flat: IDataObject,
  kind: (typeof documentKinds)[number],
): Invoice | Order | Estimate | undefined {
  const document = flat[kind];
  return typeof document === 'object' && document !== null
    ? (document as unknown as Invoice)
    : undefined;
}
