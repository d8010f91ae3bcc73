import { expect, test } from 'vitest';

import { createVendorAddressGuard } from './vendor-address-guard.ts';

test.each([
  '169.254.169.254',
  '::ffff:169.254.169.254',
  'fe80::1',
  'fd00:ec2::254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'localhost',
])('never connects to %s, whatever is allowed', (address) => {
  const everything = ['0.0.0.0/0', '::/0'];
  expect(createVendorAddressGuard({ privateNetworks: 'any' }).refusal(address)).toBeDefined();
  expect(createVendorAddressGuard({ privateNetworks: everything }).refusal(address)).toBeDefined();
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.0.9',
  '::1',
  'fd12::1',
  '100.64.0.1',
  '::ffff:10.0.0.1',
])('a vendor may be at %s, unless the configuration says otherwise', (address) => {
  expect(createVendorAddressGuard({ privateNetworks: 'any' }).refusal(address)).toBeUndefined();
  expect(createVendorAddressGuard({ privateNetworks: [] }).refusal(address)).toContain(
    'RELAY_VENDOR_PRIVATE_NETWORKS',
  );
});

test('single networks may be allowed', () => {
  const guard = createVendorAddressGuard({ privateNetworks: ['10.0.0.0/8'] });
  expect(guard.refusal('10.9.9.9')).toBeUndefined();
  expect(guard.refusal('::ffff:10.9.9.9')).toBeUndefined();
  expect(guard.refusal('127.0.0.1')).toContain('127.0.0.1/32');
});

test.each(['93.184.215.14', '2606:2800:21f::1'])('%s is a public address', (address) => {
  expect(createVendorAddressGuard({ privateNetworks: [] }).refusal(address)).toBeUndefined();
});
