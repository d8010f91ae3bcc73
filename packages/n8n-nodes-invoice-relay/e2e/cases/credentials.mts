import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';

import type { Stage } from '../support/stage.mts';

/** Covers the Test button of each credential. */
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
      ['Envoice, pasted with spaces', 'envoiceApi', spaced(envoice({})), 'OK'],
      ['Envoice, wrong key', 'envoiceApi', envoice({ authKey: 'wrong' }), 'Error'],
      ['Envoice, wrong secret', 'envoiceApi', envoice({ authSecret: 'wrong' }), 'Error'],
      ['Envoice, nobody there', 'envoiceApi', envoice({ baseUrl: closed }), 'Error'],
      ['Invoice Relay, right', 'invoiceRelayApi', relay({}), 'OK'],
      ['Invoice Relay, pasted with spaces', 'invoiceRelayApi', spaced(relay({})), 'OK'],
      [
        'Invoice Relay, wrong key',
        'invoiceRelayApi',
        relay({ apiKey: `irk_${'x'.repeat(40)}` }),
        'Error',
      ],
      ['Invoice Relay, nobody there', 'invoiceRelayApi', relay({ baseUrl: closed }), 'Error'],
      ['Drupal Invoice, right', 'drupalInvoiceApi', drupal({}), 'OK'],
      ['Drupal Invoice, pasted with spaces', 'drupalInvoiceApi', spaced(drupal({})), 'OK'],
      [
        'Drupal Invoice, wrong password',
        'drupalInvoiceApi',
        drupal({ password: 'wrong' }),
        'Error',
      ],
      ['Drupal Invoice, nobody there', 'drupalInvoiceApi', drupal({ baseUrl: closed }), 'Error'],
      ['Drupal Invoice, without a user', 'drupalInvoiceApi', drupal({ username: '' }), 'Error'],
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

  describe('Credentials, and other software at the base URL', () => {
    const server = createServer(({ url = '' }, response) => {
      const [, name = ''] = url.split('/');
      const { status = 200, type = 'application/json', body } = others[name] ?? { body: '' };
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    let origin = '';
    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => server.close());

    const types = [
      ['envoiceApi', envoice, /not the Envoice API/],
      ['invoiceRelayApi', relay, /not an Invoice Relay/],
      [
        'drupalInvoiceApi',
        drupal,
        /no page at the address|web page|response is empty|JSON, but not|a list of invoices/,
      ],
    ] as const;
    for (const [type, data, says] of types) {
      for (const name of Object.keys(others)) {
        test(`${type}, ${name}: Error`, async () => {
          const { api } = stage;
          const { id } = await api.addCredential({
            name: `${type} ${name}`,
            type,
            data: data({ baseUrl: `${origin}/${name}` })(stage),
          });
          const answer = await api.testCredential(id);
          assert.equal(answer.status, 'Error', answer.message);
          assert.match(answer.message, says);
        });
      }
    }
  });
}

interface Other {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

/** Other software, which sends the same response to every request. */
const others: Readonly<Record<string, Other>> = {
  page: { type: 'text/html', body: '<!doctype html><title>Welcome</title>' },
  empty: { type: 'text/plain', body: '' },
  null: { body: 'null' },
  object: { body: '{"status":"ok"}' },
  problem: {
    status: 404,
    type: 'application/problem+json',
    body: '{"type":"about:blank","title":"Not Found","status":404}',
  },
  unknown: { status: 404, body: '{"message":"Cannot GET /","error":"Not Found","statusCode":404}' },
};

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
  username: 'sandbox',
  password: 'sandbox',
  ...changes,
});
/** With the base URL as it may be copied. */
const spaced = (data: (stage: Stage) => Data) => (stage: Stage) => {
  const given = data(stage);
  return { ...given, baseUrl: ` ${String(given['baseUrl'])}/ ` };
};
