import type { SourceContractOptions } from './contract-options.ts';
import { createLedger } from './example-ledger.ts';
import type { Ledger } from './example-ledger.ts';
import { createPollingExample } from './polling-example.ts';
import type { PollingCredentials } from './polling-example.ts';
import type { ExpectedEvent } from './vendor-options.ts';

const record = (what: string, id: number) =>
  `{"what":"${what}","number":1,"invoice":{"id":${id},"changedAt":0,"paid":false,"note":"Ärger"}}`;
const event = (type: ExpectedEvent['type'], id: string): ExpectedEvent => ({
  type,
  subject: { kind: 'invoice', id, number: null },
});
const created = ['1', '2', '3'].map((id) => event('invoice.created', id));

/** What an author of this source would pass to `sourceContract`. */
export const pollingContract = {
  createSource: createPollingExample,
  credentials: { token: 'correct-horse' },
  otherCredentials: { token: 'battery-staple' },
  secrets: ['correct-horse', 'battery-staple'],
  fixtures: [
    { name: 'new', raw: record('new', 7), id: '7-1', event: event('invoice.created', '7') },
  ],
  unknownActivity: { raw: record('eaten', 7), id: '7-2', attributes: { what: 'eaten' } },
  vendor: createLedger,
  poll: {
    documents: created,
    startFrom: { id: '2', documents: created.slice(1) },
    changes: [
      {
        name: 'a new invoice',
        make: (ledger) => ledger.add('four'),
        activities: [event('invoice.created', '4')],
      },
      {
        name: 'a note',
        make: (ledger) => ledger.change(2, { note: 'second' }),
        activities: [event('invoice.updated', '2')],
      },
      {
        name: 'two invoices are paid',
        make: (ledger) => {
          ledger.change(3, { paid: true });
          ledger.change(1, { paid: true });
        },
        activities: [event('invoice.paid', '1'), event('invoice.paid', '3')],
      },
      {
        name: 'a save that changes nothing',
        make: (ledger) => ledger.change(2, {}),
        activities: [],
      },
    ],
  },
  backfill: {
    activities: created.map((one, index) => ({ id: `${index + 1}-1`, event: one })),
  },
  confirm: {
    activities: [
      { name: 'known', raw: record('new', 1), id: '1-1', answer: true },
      { name: 'unknown', raw: record('new', 9), id: '9-1', answer: false },
    ],
  },
  enrich: {
    subjects: [
      {
        subject: { kind: 'invoice', id: '2', number: null },
        members: { id: '2', notes: ['two'], status: 'unpaid' },
      },
    ],
    absent: [
      { kind: 'invoice', id: '9', number: null },
      { kind: 'payment_link', id: '1', number: null },
    ],
  },
} satisfies SourceContractOptions<PollingCredentials, Ledger>;
