import type { Create } from 'zapier-platform-core';

import { createClient, createOrUpdateClient, updateClient } from './client.ts';
import { createPaymentLink } from './payment-link.ts';
import { createProduct } from './product.ts';
import { createTax } from './tax.ts';
import { createWorkType } from './work-type.ts';

/** Steps that create or change records other than documents. */
export const thingCreates: readonly Create[] = [
  createClient,
  updateClient,
  createOrUpdateClient,
  createProduct,
  createWorkType,
  createTax,
  createPaymentLink,
];
