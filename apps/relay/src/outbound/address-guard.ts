import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

/** Decides which addresses a subscriber may have. */
export interface AddressGuard {
  /**
   * Why nothing is sent to an address, and how to allow it: a human-readable sentence. Undefined if
   * the address is public, or inside a network that the configuration allows.
   *
   * @param address an IPv4 or IPv6 address, without brackets; anything else is rejected
   */
  refusal(address: string): string | undefined;
}

/** The only part of IPv6 that is allocated as public addresses (IANA, RFC 4291 section 2.4). */
const ipv6GlobalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Not for subscribers, although the library considers them public. */
const furtherRanges: Record<string, Network[]> = {
  // Azure's platform address: it is reachable from every virtual machine there, as 169.254.169.254
  // is.
  'cloud metadata': [ipaddr.IPv4.parseCIDR('168.63.129.16/32')],
  // The 6bone, returned in 2006 (RFC 3701).
  reserved: [ipaddr.IPv6.parseCIDR('3ffe::/16')],
};

/** Human-readable names of the library's ranges; anything else is "reserved". */
const rangeNames: Record<string, string> = {
  unspecified: 'unspecified',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  carrierGradeNat: 'carrier-grade NAT',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
  ipv4Mapped: 'IPv4-mapped',
  rfc6145: 'IPv4-translated',
  rfc6052: 'NAT64',
  '6to4': '6to4',
  teredo: 'Teredo',
};

/**
 * Creates the guard against requests into the relay's own networks (SSRF): only public addresses
 * may be sent to. Everything in the IANA special-purpose registries is rejected, as are addresses
 * that embed an IPv4 address in an IPv6 one.
 *
 * @param options.allowPrivateNetworks CIDRs whose addresses are allowed anyway, as in
 *   `RELAY_ALLOW_PRIVATE_NETWORKS`; an IPv4-mapped IPv6 address is checked as its IPv4 address
 * @throws {Error} if one of them is not a CIDR
 */
export function createAddressGuard(options: {
  readonly allowPrivateNetworks: readonly string[];
}): AddressGuard {
  const allowed = options.allowPrivateNetworks.map(parseNetwork);
  return {
    refusal(text) {
      const address = parseAddress(text);
      if (address === undefined) return `"${text}" is not an IP address.`;
      const range = specialRange(address);
      if (range === undefined) return undefined;
      const meant = unmapped(address);
      if (allowed.some(([network, bits]) => contains({ network, bits, address: meant }))) {
        return undefined;
      }
      const cidr = `${meant}/${meant.kind() === 'ipv4' ? 32 : 128}`;
      return `${text} is not a public address (${range}); to allow it, add ${cidr} or a network around it to RELAY_ALLOW_PRIVATE_NETWORKS.`;
    },
  };
}

/** The name of the special range that an address is in; undefined if it is a public address. */
export function specialRange(address: Address): string | undefined {
  const further = ipaddr.subnetMatch(address, furtherRanges as never, 'none');
  if (further !== 'none') return further;
  const range = address.range();
  if (range !== 'unicast') return rangeNames[range] ?? 'reserved';
  if (address.kind() === 'ipv6' && !address.match(ipv6GlobalUnicast)) return 'reserved';
  return undefined;
}

/** @returns undefined if it is not an IP address */
export function parseAddress(text: string): Address | undefined {
  const kind = isIP(text);
  if (kind === 0) return undefined;
  if (kind === 4) return ipaddr.IPv4.parse(text);
  const [withoutZone] = text.split('%');
  // In hexadecimal, as URLs write it: the library takes `::127.0.0.1` for `::ffff:127.0.0.1`.
  return ipaddr.IPv6.parse(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
}

export function parseNetwork(cidr: string): Network {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const meant = unmapped(network);
  return meant === network ? [network, bits] : [meant, Math.max(0, bits - 96)];
}

/** An IPv4-mapped IPv6 address as the IPv4 address that it means. */
export function unmapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()
    ? address.toIPv4Address()
    : address;
}

export function contains(options: { network: Address; bits: number; address: Address }): boolean {
  const { network, bits, address } = options;
  return network.kind() === address.kind() && address.match(network, bits);
}
