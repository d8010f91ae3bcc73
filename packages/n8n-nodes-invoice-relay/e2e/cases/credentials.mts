import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Stage } from '../support/stage.mts';

/** What the button "Test" of each credential says. */
export function credentialCases(stage: Stage): void {
  describe('Credentials', () => {
    const closed = 'http://127.0.0.1:9';
    const rows: readonly [
      title: string,
      type: string,
      data: (stage: Stage) => Readonly<Record<string, unknown>>,
      status: 'OK' | 'Error',
    ][] = [
      ['Envoice, right', 'envoiceApi', envoice({}), 'OK'],
      ['Envoice, wrong key', 'envoiceApi', envoice({ authKey: 'wrong' }), 'Error'],
      ['Envoice, wrong secret', 'envoiceApi', envoice({ authSecret: 'wrong' }), 'Error'],
      ['Envoice, nobody there', 'envoiceApi', envoice({ baseUrl: closed }), 'Error'],
      ['Invoice Relay, right', 'invoiceRelayApi', relay({}), 'OK'],
      [
        'Invoice Relay, wrong key',
        'invoiceRelayApi',
        relay({ apiKey: `irk_${'x'.repeat(40)}` }),
        'Error',
      ],
      ['Invoice Relay, nobody there', 'invoiceRelayApi', relay({ baseUrl: closed }), 'Error'],
      ['Drupal Invoice, right', 'drupalInvoiceApi', drupal({}), 'OK'],
      [
        'Drupal Invoice, wrong password',
        'drupalInvoiceApi',
        drupal({ password: 'wrong' }),
        'Error',
      ],
      ['Drupal Invoice, nobody there', 'drupalInvoiceApi', drupal({ baseUrl: closed }), 'Error'],
      [
        'Drupal Invoice, none where one is asked for',
        'drupalInvoiceApi',
        drupal({ authentication: 'none' }),
        'Error',
      ],
    ];
    for (const [title, type, data, status] of rows) {
      test(`${title}: ${status}`, async () => {
        const { api } = stage;
        const { id } = await api.addCredential({ name: title, type, data: data(stage) });
        const answer = await api.testCredential(id);
        assert.equal(answer.status, status, answer.message);
        assert.doesNotMatch(answer.message, /sandbox-secret|irk_/, 'it tells no secret');
      });
    }
  });
}

type Data = Readonly<Record<string, unknown>>;

const envoice = (changes: Data) => (stage: Stage) => ({
  authKey: 'sandbox-key',
  authSecret: 'sandbox-secret',
  baseUrl: stage.sandbox.envoiceUrl,
  ...changes,
});
const relay = (changes: Data) => (stage: Stage) => ({
  baseUrl: stage.relay.url,
  apiKey: stage.relay.apiKey,
  ...changes,
});
const drupal = (changes: Data) => (stage: Stage) => ({
  baseUrl: stage.sandbox.siteUrl,
  authentication: 'basic',
  username: 'sandbox',
  password: 'sandbox',
  ...changes,
});
