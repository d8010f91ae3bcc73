import { VendorError } from '@invoice-relay/core/errors';

import { isRecord } from '../values/body.ts';
import type { Body } from '../values/body.ts';
import type { ItemRun } from './item-run.ts';
import { project } from './merge.ts';

/**
 * A thing as it is now, as the body that would write it again.
 *
 * @throws {VendorError} when there is none
 */
export async function loadBefore(run: ItemRun, id: number): Promise<Body> {
  const schema = run.operation.body?.schema ?? {};
  return project(await answerOf(run, id), schema);
}

async function answerOf({ client, resource, reading }: ItemRun, id: number): Promise<unknown> {
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
      const tax = (await reading.lists.taxes()).find(({ Id }) => Id === id);
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
