import type { EnvoiceClient } from '@invoice-relay/envoice';
import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';
import { isRecord } from '@invoice-relay/envoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';

import { isFilledIn } from '../../form/read-form.ts';
import { idIn } from '../../lists/hidden-list.ts';

type Input = Run['input'];

/**
 * The input of an order, with empty fields of its lines taken from the items of the product that
 * they name: Envoice takes a line as it is given, and one without a price for free.
 *
 * @throws {InputError} for an item that the product does not have
 * @throws {VendorError} if the product cannot be read
 */
export async function withProductItems(options: {
  readonly input: Input;
  readonly client: EnvoiceClient;
}): Promise<Input> {
  const { input, client } = options;
  const productId = idIn(input, 'product_id');
  const rows = [input['line_items'] ?? []].flat();
  const isNamed = rows.some((row) => isRecord(row) && idIn(row, 'product_item_id') !== undefined);
  if (!isNamed) return input;
  if (productId === undefined) {
    throw new InputError({
      field: 'Product',
      problem: 'this is empty, but a line contains a product item',
      fix: 'Pick the product that the items belong to.',
    });
  }
  const { Items } = await client.products.get({ id: productId });
  return {
    ...input,
    line_items: rows.map((row, index) => {
      const itemId = isRecord(row) ? idIn(row, 'product_item_id') : undefined;
      if (!isRecord(row) || itemId === undefined) return row;
      const item = Items?.find(({ Id }) => Id === itemId);
      if (item === undefined) {
        throw new InputError({
          field: `Line Items ${index + 1} → Product Item`,
          problem: `the product has no item ${shown(String(itemId))}`,
          fix: 'Pick one from the list, or pick the product that it belongs to.',
        });
      }
      const { Description, Cost, TaxId, TaxPercentage, WorkTypeId, ReferenceId } = item;
      return {
        description: Description,
        reference: ReferenceId,
        unit_price: Cost,
        work_type_id: WorkTypeId,
        ...(hasTax(row) ? {} : { tax_id: TaxId, tax_percentage: TaxPercentage }),
        ...filledIn(row),
      };
    }),
  };
}

function hasTax(row: Input): boolean {
  const { tax_id: id, tax_percentage: percentage } = filledIn(row);
  return id !== undefined || percentage !== undefined;
}

function filledIn(row: Input): Input {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => isFilledIn(value)));
}
