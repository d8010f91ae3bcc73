import { describe, expect, it } from 'vitest';

import { createAddressGuard } from './address-guard.ts';

const strict = createAddressGuard({ allowPrivateNetworks: [] });

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2400:cb00::1',
  '2606:4700:4700::1111',
  '2620:4f:8001::1',
  '2a00:1450:4001::1',
  '3ffd::1',
];

/** From the IANA special-purpose registries (RFC 6890) and addresses reserved by clouds. */
const refusedAddresses: Readonly<Record<string, readonly string[]>> = {
  unspecified: ['0.0.0.0', '0.0.0.1', '0.255.255.255', '::', '0:0:0:0:0:0:0:0'],
  loopback: ['127.0.0.1', '127.0.0.2', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'],
  private: [
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
    'fc00::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fdff:ffff::1',
    'fec0::1',
    'feff::1',
  ],
  'carrier-grade NAT': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  'link-local': [
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
  ],
  'cloud metadata': ['168.63.129.16'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff00::1', 'ff02::1', 'ffff::1'],
  broadcast: ['255.255.255.255'],
  reserved: [
    // IETF protocol assignments, with Oracle's metadata.
    '192.0.0.1',
    '192.0.0.170',
    '192.0.0.192',
    // Documentation.
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.255',
    '2001:db8::1',
    '2001:db8:ffff::1',
    '3fff::1',
    '3fff:fff::1',
    // AS112, AMT, 6to4 relays.
    '192.31.196.1',
    '192.175.48.1',
    '192.52.193.1',
    '192.88.99.1',
    '2001:3::1',
    '2001:4:112::1',
    '2620:4f:8000::1',
    // Benchmarking.
    '198.18.0.1',
    '198.19.255.255',
    '2001:2::1',
    // The rest of class E.
    '240.0.0.1',
    '255.255.255.254',
    // IPv4-compatible: the deprecated sibling of IPv4-mapped.
    '::127.0.0.1',
    '::7f00:1',
    '::8.8.8.8',
    '::2',
    // Discard-only and the dummy prefix.
    '100::1',
    '100:0:0:1::1',
    // IETF protocol assignments, ORCHID, ORCHIDv2, drone tags.
    '2001:1::1',
    '2001:10::1',
    '2001:20::1',
    '2001:30::1',
    '2001:1ff::1',
    // Segment routing, the 6bone, and unallocated space.
    '5f00::1',
    '3ffe::1',
    '200::1',
    '400::1',
    '1fff::1',
    '4000::1',
    '8000::1',
    'fbff::1',
    'fe00::1',
  ],
  'IPv4-mapped': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '0:0:0:0:0:ffff:7f00:1',
  ],
  'IPv4-translated': ['::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::10.0.0.1', '64:ff9b:1:ffff::1'],
  '6to4': ['2002::1', '2002:7f00:1::1', '2002:a00:1::'],
  Teredo: ['2001::1', '2001:0:7f00:1::1'],
};

describe('the address guard without an allowance', () => {
  it.each(publicAddresses)('lets %s through', (address) => {
    expect(strict.refusal(address)).toBeUndefined();
  });

  const refused = Object.entries(refusedAddresses).flatMap(([range, addresses]) =>
    addresses.map((address) => ({ address, range })),
  );
  it.each(refused)('refuses $address as $range', ({ address, range }) => {
    expect(strict.refusal(address)).toMatch(`${address} is not a public address (${range}); `);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '[::1]',
    '1.1.1.1/32',
    '1.1.1.1 ',
  ])('refuses %j, which is not an address', (text) => {
    expect(strict.refusal(text)).toBe(`"${text}" is not an IP address.`);
  });

  it('says how to allow an address', () => {
    expect(strict.refusal('10.1.2.3')).toBe(
      '10.1.2.3 is not a public address (private); to allow it, add 10.1.2.3/32 or a network around it to RELAY_ALLOW_PRIVATE_NETWORKS.',
    );
    expect(strict.refusal('::ffff:10.1.2.3')).toContain('add 10.1.2.3/32 or');
    expect(strict.refusal('fd00::5')).toContain('add fd00::5/128 or');
  });
});

describe('the address guard with an allowance', () => {
  const cases: { allow: string; allows: string[]; refuses: string[] }[] = [
    {
      allow: '127.0.0.0/8',
      allows: ['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1', '::ffff:7f00:1'],
      refuses: ['::1', '10.0.0.1', '::127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::127.0.0.1'],
    },
    {
      allow: '192.168.5.7/32',
      allows: ['192.168.5.7'],
      refuses: ['192.168.5.6', '192.168.5.8'],
    },
    // Bits after the prefix do not matter.
    { allow: '172.20.9.9/16', allows: ['172.20.0.1'], refuses: ['172.21.0.1'] },
    { allow: '::1/128', allows: ['::1'], refuses: ['127.0.0.1', '::2', '::ffff:127.0.0.1'] },
    { allow: 'fd00::/8', allows: ['fd00:ec2::254', 'fdff::1'], refuses: ['fc00::1', 'fe80::1'] },
    { allow: 'fe80::/10', allows: ['fe80::1', 'fe80::1%eth0'], refuses: ['fec0::1'] },
    { allow: '64:ff9b::/96', allows: ['64:ff9b::808:808'], refuses: ['64:ff9b:1::1'] },
    // An IPv4-mapped network matches its IPv4 addresses.
    {
      allow: '::ffff:10.0.0.0/104',
      allows: ['10.255.0.1', '::ffff:10.0.0.1'],
      refuses: ['192.168.0.1', '::ffff:127.0.0.1'],
    },
    { allow: '::/0', allows: ['::1', 'fd00::1'], refuses: ['127.0.0.1', '::ffff:127.0.0.1'] },
  ];

  for (const { allow, allows, refuses } of cases) {
    const guard = createAddressGuard({ allowPrivateNetworks: [allow] });

    it.each(allows)(`lets %s through with ${allow}`, (address) => {
      expect(guard.refusal(address)).toBeUndefined();
    });

    it.each(refuses)(`still refuses %s with ${allow}`, (address) => {
      expect(guard.refusal(address)).toBeDefined();
    });
  }

  it('accepts several networks', () => {
    const guard = createAddressGuard({ allowPrivateNetworks: ['10.0.0.0/8', 'fd00::/8'] });
    expect(guard.refusal('10.0.0.1')).toBeUndefined();
    expect(guard.refusal('fd00::1')).toBeUndefined();
    expect(guard.refusal('192.168.0.1')).toBeDefined();
  });

  it('does not start with an invalid network', () => {
    expect(() => createAddressGuard({ allowPrivateNetworks: ['10.0.0.0'] })).toThrow('CIDR');
  });
});
