import { callOk } from './http.mts';
import type { Stage } from './stage.mts';

/** Creates a one-line invoice in the sandbox's account and returns its id. */
export async function newInvoice(options: {
  readonly stage: Stage;
  /** Untaxed, so it is also the total of the invoice. */
  readonly cost: string;
}): Promise<number> {
  const { stage, cost } = options;
  const { Id } = await callOk<{ Id: number }>({
    method: 'POST',
    url: `${stage.sandbox.envoiceUrl}/api/invoice/new`,
    headers: { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' },
    body: {
      ClientId: 2185,
      CurrencyId: 163,
      Items: [{ WorkTypeId: 2402, Description: 'Design', Quantity: 1, Cost: Number(cost) }],
    },
  });
  return Id;
}
