import type { StandInVendor, VendorRuntime } from '@invoice-relay/core/testing';

import type { DrupalInvoiceCredentials } from '../../src/index.ts';
import { createPlayedSite } from './played-site.ts';
import type { PlayedSite } from './played-site.ts';

/** And not at the very time of day, which could be that of a change a moment ago. */
const yesterdayMs = 86_400_000 + 400_000;

/** A site with invoices, as far as the contract suite needs one. */
export type ContractSite = StandInVendor & Pick<PlayedSite, 'add' | 'edit' | 'press' | 'remove'>;

/**
 * Twelve invoices of yesterday, not paid but for the fifth; the fourth was deleted. The site lets in
 * who has the credentials.
 */
export function createContractSite(runtime: VendorRuntime<DrupalInvoiceCredentials>): ContractSite {
  const { baseUrl, auth } = runtime.credentials;
  let ago = yesterdayMs;
  const site = createPlayedSite({ now: () => runtime.now() - ago, base: baseUrl, user: auth });
  for (let id = 1; id <= 12; id += 1) site.add({ pay_status: id === 5 ? 'paid' : 'unpaid' });
  site.remove(4);
  ago = 0;
  return site;
}
