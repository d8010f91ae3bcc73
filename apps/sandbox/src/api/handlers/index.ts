import type { ApiContext, Handlers } from '../handler.ts';
import { categoryHandlers } from './category.ts';
import { clientHandlers } from './client.ts';
import { estimationHandlers } from './estimation.ts';
import { generalHandlers } from './general.ts';
import { invoiceHandlers } from './invoice.ts';
import { orderHandlers } from './order.ts';
import { paymentLinkHandlers } from './payment-link.ts';
import { productHandlers } from './product.ts';
import { taxHandlers } from './tax.ts';
import { workTypeHandlers } from './worktype.ts';

/** All handlers, keyed by operation id. */
export function createHandlers(api: ApiContext): Handlers {
  return {
    ...generalHandlers,
    ...clientHandlers(api),
    ...taxHandlers(api),
    ...workTypeHandlers(api),
    ...productHandlers(api),
    ...categoryHandlers(api),
    ...invoiceHandlers(api),
    ...estimationHandlers(api),
    ...orderHandlers(api),
    ...paymentLinkHandlers(api),
  };
}
