import { findEventType } from '@invoice-relay/core/events';
import type { EventBody } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { eventJson } from '../../nodes/shared/event-output.ts';

const simplified = (event: EventBody) => eventJson(event, { simplified: true, numbers: true });
const paid = findEventType('invoice.paid').sample;
const withData = (more: object) => ({ ...paid, data: { ...paid.data, ...more } }) as EventBody;

test('a number that only the document says comes out, and what nothing says is null', () => {
  const subject = { kind: 'invoice', id: '3971', number: null };
  expect(simplified(withData({ subject }))).toMatchObject({
    documentId: '3971',
    number: 'INV-0001',
  });
  expect(simplified(withData({ subject, invoice: null }))).toEqual({
    id: paid.data.id,
    type: 'invoice.paid',
    timestamp: paid.timestamp,
    documentId: '3971',
    number: null,
    customer: null,
    currency: null,
    total: null,
    amountDue: null,
    dueDate: null,
  });
  expect(simplified(withData({ subject: null }))).toMatchObject({
    documentId: null,
    number: 'INV-0001',
  });
});

test('the number is known without the document, too', () => {
  expect(simplified(withData({ invoice: null }))).toMatchObject({
    documentId: '3971',
    number: 'INV-0001',
    total: null,
  });
});

test.each(['order', 'estimate'] as const)('an %s has its own amounts, and no due date', (kind) => {
  const { sample } = findEventType(`${kind}.created`);
  const document = Reflect.get(sample.data, kind) as {
    readonly totals: { readonly taxInclusiveAmount: string };
  };
  const { taxInclusiveAmount: total } = document.totals;
  expect(simplified(sample)).toMatchObject({ total, totalNumber: Number(total), dueDate: null });
});
