import { sourceContract } from '@invoice-relay/core/testing';
import type { ExpectedEvent, SourceContractOptions } from '@invoice-relay/core/testing';
import { describe, expect, test, vi } from 'vitest';

import { createSource } from '../src/index.ts';
import type { DrupalInvoiceCredentials } from '../src/index.ts';
import { createContractSite } from './support/contract-site.ts';
import type { ContractSite } from './support/contract-site.ts';
import { fixtureText } from './support/fixtures.ts';
import { sample } from './support/sample.ts';

const event = (type: ExpectedEvent['type'], id: number): ExpectedEvent => ({
  type,
  subject: { kind: 'invoice', id: String(id), number: `2026${String(id).padStart(4, '0')}` },
});
const created = (id: number) => event('invoice.created', id);
const paid = (id: number) => event('invoice.paid', id);
const updated = (id: number) => event('invoice.updated', id);
const createdPaid = [created(5), paid(5)] as const;

/** The slowest recheck of an invoice that is not paid, and some time to be spread over. */
const recheckSeconds = 5400;

const options: SourceContractOptions<DrupalInvoiceCredentials, ContractSite> = {
  createSource,
  credentials: {
    baseUrl: 'https://shop.example/drupal',
    auth: { kind: 'basic', username: 'relay-user', password: 'correct-horse' },
  },
  otherCredentials: {
    baseUrl: 'https://other.example:8443',
    auth: { kind: 'header', name: 'X-Api-Key', value: 'battery-staple' },
  },
  settings: { currency: 'EUR', timeZone: 'Europe/Amsterdam' },
  secrets: ['correct-horse', 'battery-staple'],
  fixtures: [
    { name: 'a new invoice', raw: fixtureText('record-created'), id: '7-1', event: created(7) },
    { name: 'a paid one', raw: fixtureText('record-created-paid'), id: '8-1', event: created(8) },
    { name: 'a change', raw: fixtureText('record-updated'), id: '7-2', event: updated(7) },
    { name: 'a payment', raw: fixtureText('record-paid'), id: '7-3', event: paid(7) },
    { name: 'both', raw: fixtureText('record-updated-and-paid'), id: '7-3', event: updated(7) },
  ],
  unknownActivity: {
    raw: fixtureText('record-unknown'),
    id: '7-4',
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
        make: (site) => site.add(13),
        activities: [created(13)],
      },
      {
        name: 'invoices are added behind a gap, one of them paid',
        make: (site) => {
          site.add(15);
          site.add(16, { pay_status: 'paid' });
        },
        activities: [created(15), [created(16), paid(16)]],
      },
      {
        name: 'an invoice is paid',
        make: (site) => site.change(3, { pay_status: 'paid' }),
        activities: [paid(3)],
        withinSeconds: recheckSeconds,
      },
      {
        name: 'an invoice is changed',
        make: (site) => site.change(6, { description: 'Another' }),
        activities: [updated(6)],
        withinSeconds: recheckSeconds,
      },
      {
        name: 'an invoice is changed and paid',
        make: (site) => site.change(7, { description: 'Another', pay_status: 'paid' }),
        activities: [[updated(7), paid(7)]],
        withinSeconds: recheckSeconds,
      },
      {
        name: 'an invoice is written in another way',
        make: (site) => site.change(8, { leading_zeros: 4, pay_limit: '0' }),
        activities: [],
      },
      {
        name: 'an invoice is deleted',
        make: (site) => site.remove(2),
        activities: [],
      },
    ],
    // The top, five ids after it, two far ones, and what is due.
    idleRequests: 19,
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

// One of the cases makes some 600 first contacts, each with a hundred requests.
vi.setConfig({ testTimeout: 120_000 });

describe('Invoice 7', () => {
  sourceContract(options).register(test);
});

test('nothing that it offers is left out', () => {
  const { leftOut } = sourceContract(options);
  expect(leftOut.map(({ capability }) => capability)).toEqual(['webhook', 'backfill', 'confirm']);
});

test('the site of the suite has the vendor’s sample', () => {
  expect(JSON.parse(fixtureText('sample'))).toEqual(sample);
});
