import { clientPlan } from './client.mts';
import { estimationPlan } from './estimation.mts';
import { generalPlan } from './general.mts';
import { invoicePlan } from './invoice.mts';
import { invoiceCategoryPlan } from './invoice-category.mts';
import { orderPlan } from './order.mts';
import { paymentGatewayPlan } from './payment-gateway.mts';
import { paymentLinkPlan } from './payment-link.mts';
import { productPlan } from './product.mts';
import { taxPlan } from './tax.mts';
import { workTypePlan } from './work-type.mts';
import type { ResourcePlan } from './types.mts';

export type { OperationPlan, ResourcePlan, RowFilter } from './types.mts';

/** Every operation of the API once, and two that combine several. */
export const resourcePlans: readonly ResourcePlan[] = [
  clientPlan,
  estimationPlan,
  generalPlan,
  invoicePlan,
  invoiceCategoryPlan,
  orderPlan,
  paymentGatewayPlan,
  paymentLinkPlan,
  productPlan,
  taxPlan,
  workTypePlan,
];
