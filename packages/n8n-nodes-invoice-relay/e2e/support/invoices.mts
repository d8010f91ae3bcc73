import { callOk } from './http.mts';
import type { Stage } from './stage.mts';

/** Creates a one-line invoice in the sandbox's account and returns its id. */
export async function newInvoice(options: {
  readonly stage: Stage;
  /** Untaxed, so it is also the total of the invoice. */
  readonly cost: string;
  /** Envoice's id of the currency; euros by default. */
  readonly currencyId?: number;
}): Promise<number> {
  const { stage, cost, currencyId = 163 } = options;
  const { Id } = await callOk<{ Id: number }>({
    method: 'POST',
    url: `${stage.sandbox.envoiceUrl}/api/invoice/new`,
    headers: { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' },
    body: {
      ClientId: 2185,
      CurrencyId: currencyId,
      Items: [{ WorkTypeId: 2402, Description: 'Design', Quantity: 1, Cost: Number(cost) }],
    },
  });
  return Id;
}
