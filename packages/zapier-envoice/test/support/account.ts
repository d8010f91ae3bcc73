import { createTester, startSandbox } from '@invoice-relay/zapier-kit/testing';
import type { Json, Sandbox, Tester } from '@invoice-relay/zapier-kit/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';

import app from '../../src/index.ts';
import { startProxy } from './proxy.ts';
import type { Proxy } from './proxy.ts';

/** What every fresh sandbox has: a client, a tax, a work type and a currency. */
export const known = {
  client: 2185,
  clientName: 'Bob Smith',
  tax: 312,
  taxPercentage: 20,
  workType: 2402,
  euro: 163,
} as const;

/** An account of the sandbox, with a record of its requests. */
export interface Account {
  readonly sandbox: Sandbox;
  readonly proxy: Proxy;
  readonly tester: Tester;
  /** Calls Envoice directly, bypassing the app. */
  envoice(operation: string, body?: unknown): Promise<Json>;
}

/** An account that the tests of a file share; its record is empty when each begins. */
export function sharedAccount(): Account {
  let account: Account & AsyncDisposable;
  beforeAll(async () => {
    account = await openAccount();
  });
  beforeEach(() => account.proxy.reset());
  afterAll(() => account[Symbol.asyncDispose]());
  return {
    get sandbox() {
      return account.sandbox;
    },
    get proxy() {
      return account.proxy;
    },
    get tester() {
      return account.tester;
    },
    envoice: (operation, body) => account.envoice(operation, body),
  };
}

async function openAccount(): Promise<Account & AsyncDisposable> {
  const sandbox = await startSandbox();
  const proxy = await startProxy(sandbox.envoice);
  const authData = {
    authKey: 'sandbox-key',
    authSecret: 'sandbox-secret',
    baseUrl: proxy.baseUrl,
  };
  return {
    sandbox,
    proxy,
    tester: createTester(app, authData),
    async envoice(operation, body) {
      const response = await fetch(`${sandbox.envoice}/api/${operation}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'x-auth-key': authData.authKey,
          'x-auth-secret': authData.authSecret,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${operation}: ${response.status} ${text}`);
      return text === '' ? {} : JSON.parse(text);
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

/** A minimal invoice. */
const smallestInvoice = {
  client_id: String(known.client),
  currency_id: 'EUR',
  line_items: [{ description: 'Logo', unit_price: '100' }],
};

/** Creates one with the app's step. */
export function createInvoice({ tester }: Account, input: object = {}): Promise<Json> {
  return tester.create('create_invoice', { ...smallestInvoice, ...input });
}
