import { customerMembers, invoiceMembers } from '../model/index.ts';

const documented: ReadonlySet<string> = new Set([
  ...invoiceMembers,
  ...customerMembers.map((member) => `customer.${member}`),
]);

/** What changed apart from the status: what an update beside a payment is about. */
export function besidesStatus(changed: readonly string[]): readonly string[] {
  return changed.filter((member) => member !== 'pay_status');
}

/**
 * Is one of these in the vendor's description? Members that are not may well be what a payment
 * leaves behind (who changed it, when), and no change of their own.
 */
export function someDocumented(changed: readonly string[]): boolean {
  return changed.some((member) => documented.has(member));
}
