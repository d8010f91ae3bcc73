/**
 * Whether an operation may be sent again if its response was lost, decided by hand: only if the
 * second call changes nothing that the first did not.
 *
 * Every GET may. Envoice says nothing about operations with side effects, so when in doubt, it
 * is not.
 */
export function isRepeatable(operation: { readonly id: string; readonly method: string }): boolean {
  if (operation.method === 'GET') return true;
  const own = exceptions[operation.id];
  if (own !== undefined) return own.repeatable;
  const action = operation.id.slice(operation.id.indexOf('_') + 1);
  const decision = actions[action];
  if (decision === undefined) throw new Error(`Decide here whether ${operation.id} is repeatable.`);
  return decision.repeatable;
}

interface Decision {
  readonly repeatable: boolean;
  readonly because: string;
}

const actions: Readonly<Record<string, Decision>> = {
  New: { repeatable: false, because: 'it would create a second one' },
  NewCategory: { repeatable: false, because: 'it would create a second one' },
  Convert: { repeatable: false, because: 'it would create a second invoice' },
  SendToClient: { repeatable: false, because: 'the client would get a second email' },
  SendToAccountant: { repeatable: false, because: 'the accountant would get a second email' },
  ChangeStatus: { repeatable: false, because: 'it would record a second activity' },
  ChangeShippingDetails: { repeatable: false, because: 'it would record a second activity' },
  Update: { repeatable: false, because: 'lines without an id would be added a second time' },
  Delete: {
    repeatable: false,
    because: 'the second response would be an error, as it no longer exists',
  },
  DeleteCategory: {
    repeatable: false,
    because: 'the second response would be an error, as it no longer exists',
  },
};

/** Those that only set plain members to the same values again, and record no activity. */
const exceptions: Readonly<Record<string, Decision>> = {
  InvoiceApi_UpdateCategory: { repeatable: true, because: 'it sets a name' },
  TaxApi_Update: { repeatable: true, because: 'it sets a name and a percentage' },
  WorkTypeApi_Update: { repeatable: true, because: 'it sets a title' },
};
