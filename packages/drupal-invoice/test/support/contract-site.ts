import type { StandInVendor, VendorRuntime } from '@invoice-relay/core/testing';

import type { DrupalInvoiceCredentials } from '../../src/index.ts';
import { createPlayedSite } from './played-site.ts';
import type { PlayedSite } from './played-site.ts';

/** And at another time of day, which could otherwise be that of a change a moment ago. */
const yesterdayMs = 86_400_000 + 400_000;

/** A site with invoices, as far as the contract suite needs one. */
export type ContractSite = StandInVendor & Pick<PlayedSite, 'add' | 'edit' | 'press' | 'remove'>;

/**
 * Creates twelve unpaid invoices from yesterday, except that the fifth is paid and the fourth was
 * deleted. The site accepts the given credentials.
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
