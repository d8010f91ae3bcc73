import type { MemberPlan } from './plan.ts';

/**
 * The keys of fields, by the members of Envoice's models that they set. A key is permanent: Zaps
 * depend on it, and break when it changes.
 */
const keys: Readonly<Record<string, string>> = {
  ClientCountryId: 'country_id',
  ClientCurrencyId: 'currency_id',
  Cost: 'unit_price',
  DefaultDueDateInDays: 'payment_term_days',
  Duedate: 'due_date',
  ExpiresOn: 'expiry_date',
  InvoiceCategoryId: 'category_id',
  IssuedOn: 'issue_date',
  Items: 'line_items',
  OrderBillingDetails: 'billing',
  OrderShippingDetails: 'shipping',
  PhoneNumber: 'phone',
  OriginalFileName: 'file_name',
  PoNumber: 'purchase_order_number',
  ReferenceId: 'reference',
  SendToSelf: 'send_copy_to_self',
  ShouldSendReminders: 'send_reminders',
  UiLanguageId: 'language_id',
  Vat: 'vat_number',
};

/** The key of the field that sets a member. */
export function keyIn({ member, key }: MemberPlan): string {
  return key ?? keyOf(member);
}

/** `ClientId` as `client_id`. */
export function keyOf(member: string): string {
  return keys[member] ?? member.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
