import type { PickedList } from '@invoice-relay/envoice/forms';
import type { PlainInputField } from 'zapier-platform-core';

/** The hidden trigger behind each list, and the search that returns its ids. */
const lists: Readonly<Record<PickedList, { readonly trigger: string; readonly search?: string }>> =
  {
    client: { trigger: 'client_list', search: 'find_client' },
    country: { trigger: 'country_list' },
    currency: { trigger: 'currency_list' },
    estimation: { trigger: 'estimate_list', search: 'find_estimate' },
    invoice: { trigger: 'invoice_list', search: 'find_invoice' },
    invoiceCategory: { trigger: 'category_list' },
    language: { trigger: 'language_list' },
    order: { trigger: 'order_list', search: 'find_order' },
    product: { trigger: 'product_list', search: 'find_product' },
    tax: { trigger: 'tax_list', search: 'find_tax' },
    workType: { trigger: 'work_type_list', search: 'find_work_type' },
  };

/** How a field picks from a list: a dropdown, or the id that an earlier search found. */
export function listField(
  list: PickedList,
): Pick<PlainInputField, 'type' | 'dynamic'> & Partial<Pick<PlainInputField, 'search'>> {
  const { trigger, search } = lists[list];
  return {
    // A printed number such as INV-0042 is not an integer for Zapier.
    type: list === 'invoice' || list === 'estimation' ? 'string' : 'integer',
    dynamic: `${trigger}.id.name`,
    ...(search === undefined ? {} : { search: `${search}.id` }),
  };
}

/** The key of the hidden trigger behind a list: `client_list`. */
export function triggerOfList(list: PickedList): string {
  return lists[list].trigger;
}
