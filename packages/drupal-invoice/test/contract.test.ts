import { sourceContract } from '@invoice-relay/core/testing';
import type { ExpectedEvent, SourceContractOptions } from '@invoice-relay/core/testing';
import { describe, expect, test, vi } from 'vitest';

import { createSource } from '../src/index.ts';
import type { DrupalInvoiceCredentials } from '../src/index.ts';
import { createContractSite } from './support/contract-site.ts';
import type { ContractSite } from './support/contract-site.ts';
import { fixtureText } from './support/fixtures.ts';

const event = (type: ExpectedEvent['type'], id: number): ExpectedEvent => ({
  type,
  subject: { kind: 'invoice', id: String(id), number: `2026${String(id).padStart(4, '0')}` },
});
const created = (id: number) => event('invoice.created', id);
const deleted = (id: number) => event('invoice.deleted', id);
const unpaid = (id: number) => event('invoice.unpaid', id);
const paid = (id: number) => event('invoice.paid', id);
const updated = (id: number) => event('invoice.updated', id);
const createdPaid = [created(5), paid(5)] as const;

const options: SourceContractOptions<DrupalInvoiceCredentials, ContractSite> = {
  createSource,
  credentials: {
    baseUrl: 'https://shop.example/drupal',
    auth: { kind: 'basic', username: 'relay-user', password: 'correct-horse' },
  },
  otherCredentials: {
    baseUrl: 'https://other.example:8443',
    auth: { kind: 'basic', username: 'other-user', password: 'battery-staple' },
    header: { name: 'X-Api-Key', value: 'let-me-through' },
  },
  settings: { currency: 'EUR', timeZone: 'Europe/Amsterdam' },
  secrets: ['correct-horse', 'battery-staple', 'let-me-through'],
  fixtures: [
    {
      name: 'a new invoice',
      raw: fixtureText('record-created'),
      id: '7-1',
      event: created(7),
      // The site shows three of them: without tax, the tax, and with tax.
      document: {
        currency: 'EUR',
        totals: {
          lineExtensionAmount: '56.91',
          allowanceTotalAmount: '0.00',
          chargeTotalAmount: '0.00',
          taxExclusiveAmount: '56.91',
          taxAmount: '11.95',
          taxInclusiveAmount: '68.86',
          prepaidAmount: '0.00',
          payableRoundingAmount: '0.00',
          payableAmount: '68.86',
        },
      },
    },
    {
      name: 'a paid one',
      raw: fixtureText('record-created-paid'),
      id: '8-1',
      event: [created(8), paid(8)],
    },
    { name: 'a change', raw: fixtureText('record-updated'), id: '7-2', event: updated(7) },
    { name: 'a payment', raw: fixtureText('record-paid'), id: '7-3', event: paid(7) },
    // What else may become of a revision; in one account, each has an id of its own.
    {
      name: 'both',
      raw: fixtureText('record-updated-and-paid'),
      id: '7-6',
      event: [updated(7), paid(7)],
    },
    {
      name: 'a payment taken back',
      raw: fixtureText('record-unpaid'),
      id: '7-4',
      event: unpaid(7),
    },
    { name: 'a deletion', raw: fixtureText('record-deleted'), id: '7-5', event: deleted(7) },
  ],
  unknownActivity: {
    raw: fixtureText('record-unknown'),
    id: '7-7',
    attributes: { change: 'archived', shelf: { Number: 9.5, of: 10 } },
  },
  vendor: createContractSite,
  poll: {
    documents: [
      created(1),
      created(2),
      created(3),
      createdPaid,
      ...[6, 7, 8, 9, 10, 11, 12].map(created),
    ],
    startFrom: { id: '11', documents: [created(11), created(12)] },
    changes: [
      {
        name: 'an invoice is added',
        make: (site) => void site.add(),
        activities: [created(13)],
      },
      {
        name: 'an invoice with a number far ahead, which is paid',
        make: (site) => void site.add({ id: 1600, pay_status: 'paid' }),
        activities: [[created(1600), paid(1600)]],
      },
      {
        name: 'an invoice is paid',
        make: (site) => site.edit(3, { pay_status: 'paid' }),
        activities: [paid(3)],
      },
      {
        name: 'an invoice is paid by the button of the list page',
        make: (site) => site.press(9, 'paid'),
        activities: [paid(9)],
      },
      {
        name: 'a payment is taken back',
        make: (site) => site.press(5, 'unpaid'),
        activities: [unpaid(5)],
      },
      {
        name: 'an invoice is changed',
        make: (site) => site.edit(6, { description: 'Another' }),
        activities: [updated(6)],
      },
      {
        name: 'an invoice is changed and paid',
        make: (site) => site.edit(7, { description: 'Another', pay_status: 'paid' }),
        activities: [[updated(7), paid(7)]],
      },
      {
        name: 'an invoice is deleted',
        make: (site) => site.remove(2),
        activities: [deleted(2)],
      },
    ],
    idleRequests: 1,
  },
  enrich: {
    subjects: [
      {
        subject: { kind: 'invoice', id: '7', number: '20260007' },
        members: { id: '7', number: '20260007', currency: 'EUR', status: 'unpaid' },
      },
    ],
    absent: [
      { kind: 'invoice', id: '4', number: null },
      { kind: 'order', id: '7', number: null },
    ],
  },
};

vi.setConfig({ testTimeout: 60_000 });

describe('Invoice 7', () => {
  sourceContract(options).register(test);
});

test('covers everything that the source offers', () => {
  const { leftOut } = sourceContract(options);
  expect(leftOut.map(({ capability }) => capability)).toEqual(['webhook', 'backfill', 'confirm']);
});
