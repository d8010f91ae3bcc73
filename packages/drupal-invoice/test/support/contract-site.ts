import type { StandInVendor, VendorWorld } from '@invoice-relay/core/testing';

import type { DrupalInvoiceCredentials } from '../../src/index.ts';
import { createPlayedSite } from './played-site.ts';
import type { PlayedSite } from './played-site.ts';

/** A site with invoices, as far as the contract suite needs one. */
export type ContractSite = StandInVendor & Pick<PlayedSite, 'add' | 'edit' | 'press' | 'remove'>;

/**
 * Twelve invoices, not paid but for the fifth; the fourth was deleted. The site lets in who has the
 * credentials.
 */
export function createContractSite(world: VendorWorld<DrupalInvoiceCredentials>): ContractSite {
  const { baseUrl, auth } = world.credentials;
  const site = createPlayedSite({ now: world.now, base: baseUrl, user: auth });
  for (let id = 1; id <= 12; id += 1) site.add({ pay_status: id === 5 ? 'paid' : 'unpaid' });
  site.remove(4);
  return site;
}
