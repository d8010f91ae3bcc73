import { VendorError } from '@invoice-relay/core/errors';

import type { SchemaOrName } from '../api/index.ts';
import type { EnvoiceClient } from '../client/index.ts';
import type { AccountLists } from './account-lists.ts';
import { isRecord } from './is-record.ts';
import { project } from './merge.ts';
import type { Body } from './reading.ts';

export interface LoadBeforeOptions {
  readonly client: EnvoiceClient;
  readonly lists: AccountLists;
  /** Of the form, such as `invoice`. */
  readonly resource: string;
  /** The model of the body of the update. */
  readonly schema: SchemaOrName;
  readonly id: number;
}

/**
 * Loads something in its current state, as the body that would write it again. Empty for something
 * that has only a name, such as a work type.
 *
 * @throws {VendorError} if it does not exist
 */
export async function loadBefore(options: LoadBeforeOptions): Promise<Body> {
  return project(await currentOf(options), options.schema);
}

async function currentOf({ client, lists, resource, id }: LoadBeforeOptions): Promise<unknown> {
  switch (resource) {
    case 'client':
      return client.clients.get({ id });
    case 'estimation':
      return client.estimations.get({ id });
    case 'invoice':
      return client.invoices.get({ id });
    case 'order': {
      // Only the shipping details of an order can be changed.
      const { OrderShippingDetails } = await client.orders.get({ id });
      return isRecord(OrderShippingDetails) ? OrderShippingDetails : {};
    }
    case 'product':
      return client.products.get({ id });
    case 'tax': {
      const tax = (await lists.taxes()).find(({ Id }) => Id === id);
      if (tax !== undefined) return tax;
      throw new VendorError(
        'vendor_not_found',
        `taxes.list: Envoice has no tax ${id}. Check the id: it may be deleted.`,
      );
    }
    default:
      return {};
  }
}
