import { runEnvoice } from './n8n.mts';
import type { Parameters } from './n8n.mts';
import { startSandbox } from './sandbox.mts';
import type { Sandbox } from './sandbox.mts';

// oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
export type Json = any;

/** A fresh sandbox account with the node connected to it. */
export interface Account extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Operations that ran, for example `invoice.create`. */
  readonly ran: ReadonlySet<string>;
  /** Runs an operation for one item and returns the JSON of its output item. */
  run(resource: string, operation: string, parameters?: Parameters): Promise<Json>;
  /** For operations with several output items. */
  runMany(resource: string, operation: string, parameters?: Parameters): Promise<readonly Json[]>;
  /** Creates an invoice with one line and returns it as in Envoice's response. */
  newInvoice(more?: Parameters): Promise<Json>;
}

export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
export const fromList = (value: unknown) => ({ __rl: true, mode: 'list', value: String(value) });
export const byCode = (value: string) => ({ __rl: true, mode: 'code', value });
export const euro = byCode('EUR');

export const line = {
  workTypeId: fromList(2402),
  description: 'Design',
  quantity: '1.5',
  cost: '85.10',
  taxId: fromList(311),
};

export async function openAccount(): Promise<Account> {
  const sandbox = await startSandbox();
  const ran = new Set<string>();
  const runMany: Account['runMany'] = async (resource, operation, parameters = {}) => {
    ran.add(`${resource}.${operation}`);
    const { baseUrl } = sandbox;
    const items = await runEnvoice({ baseUrl, items: [{ resource, operation, ...parameters }] });
    return items.map(({ json }) => json);
  };
  const run: Account['run'] = async (...call) => (await runMany(...call))[0];
  return {
    sandbox,
    ran,
    run,
    runMany,
    newInvoice: (more = {}) =>
      run('invoice', 'create', {
        clientId: fromList(2185),
        currencyId: euro,
        items: { values: [line] },
        simplify: false,
        ...more,
      }),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
