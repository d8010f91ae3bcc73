import { callOk } from './http.mts';
import type { Stage } from './stage.mts';

/** An invoice of one line in the sandbox's account; gives its id. */
export async function newInvoice(options: {
  readonly stage: Stage;
  /** Without tax, as nothing else is on it. */
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
