import ipaddr from 'ipaddr.js';

import {
  contains,
  parseAddress,
  parseNetwork,
  specialRange,
  unmapped,
} from '../../outbound/address-guard.ts';
import type { AddressGuard } from '../../outbound/address-guard.ts';

/**
 * Where clouds serve a machine's own secrets, besides 169.254.169.254, which is link-local: AWS
 * over IPv6, Alibaba, Oracle, Azure's platform address.
 */
const metadataAddresses = [
  'fd00:ec2::254/128',
  '100.100.100.200/32',
  '192.0.0.192/32',
  '168.63.129.16/32',
].map((cidr) => ipaddr.parseCIDR(cidr));

/** Where a vendor may be: a site in one's own network, or on this very machine. */
const privateRanges: ReadonlySet<string> = new Set(['loopback', 'private', 'carrier-grade NAT']);

/**
 * Decides at which addresses a vendor may be contacted. Only an administrator names them, but what
 * is found there is reflected in the relay's messages.
 *
 * Metadata services, link-local and other special addresses are always rejected. Private ones are
 * allowed if configured, as for a Drupal site in one's own network.
 *
 * @param options.privateNetworks `any`, or the CIDRs of those that are allowed
 */
export function createVendorAddressGuard(options: {
  readonly privateNetworks: 'any' | readonly string[];
}): AddressGuard {
  const { privateNetworks } = options;
  const allowed = privateNetworks === 'any' ? 'any' : privateNetworks.map(parseNetwork);
  return {
    refusal(text) {
      const address = parseAddress(text);
      if (address === undefined) return `"${text}" is not an IP address.`;
      const meant = unmapped(address);
      const isIn = ([network, bits]: ReturnType<typeof parseNetwork>): boolean =>
        contains({ network, bits, address: meant });
      if (metadataAddresses.some(isIn)) {
        return `${text} is where clouds serve the secrets of this machine; no vendor is there.`;
      }
      const range = specialRange(meant);
      if (range === undefined) return undefined;
      if (!privateRanges.has(range)) {
        return `${text} is not an address that a vendor can have (${range}).`;
      }
      if (allowed === 'any' || allowed.some(isIn)) return undefined;
      const cidr = `${meant}/${meant.kind() === 'ipv4' ? 32 : 128}`;
      return `${text} is not a public address (${range}); to allow it, add ${cidr} or a network around it to RELAY_VENDOR_PRIVATE_NETWORKS.`;
    },
  };
}
