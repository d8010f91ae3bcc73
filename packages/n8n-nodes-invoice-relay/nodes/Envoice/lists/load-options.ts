import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { openClient } from '../api/client.ts';
import { explainLoading } from './explain-loading.ts';

/** Option loaders for the node's dropdowns. */
export const loadOptions = {
  async getPaymentGateways(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
    return await explainLoading(this, async () => {
      const client = await openClient(this);
      const gateways = await client.payments.supported();
      const names = gateways.flatMap(({ Name }) => (Name ? [Name] : []));
      return names
        .toSorted((one, other) => one.localeCompare(other, 'en'))
        .map((name) => ({ name, value: name }));
    });
  },
};
