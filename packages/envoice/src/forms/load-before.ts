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
  /** The model of the body that changes it. */
  readonly schema: SchemaOrName;
  readonly id: number;
}

/**
 * A thing as it is now, as the body that would write it again. Empty for what has no more than a
 * name, as a work type.
 *
 * @throws {VendorError} when there is none
 */
export async function loadBefore(options: LoadBeforeOptions): Promise<Body> {
  return project(await answerOf(options), options.schema);
}

async function answerOf({ client, lists, resource, id }: LoadBeforeOptions): Promise<unknown> {
  switch (resource) {
    case 'client':
      return client.clients.get({ id });
    case 'estimation':
      return client.estimations.get({ id });
    case 'invoice':
      return client.invoices.get({ id });
    case 'order': {
      // What is changed of an order is where it goes.
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
