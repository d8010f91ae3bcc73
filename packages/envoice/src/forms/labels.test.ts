import { expect, test } from 'vitest';

import { models } from '../api/index.ts';
import { describeMember } from './descriptions.ts';
import { labelOf, parameterOf, titleOf } from './labels.ts';
import { listFor, listOfMember } from './list-names.ts';

test('members have labels in title case, and names of fields', () => {
  expect(labelOf('Cost')).toBe('Unit Price');
  expect(labelOf('ShippingAmount')).toBe('Shipping Amount');
  expect(titleOf('PendingPayment')).toBe('Pending Payment');
  expect(parameterOf('ClientId')).toBe('clientId');
});

test('the descriptions of a status and of a name depend on the form', () => {
  expect(describeMember({ member: 'Status', resource: 'invoice' })).toBe('The status it has');
  expect(describeMember({ member: 'Status', resource: 'invoice', isMain: true })).toBe(
    'The new status',
  );
  expect(describeMember({ member: 'Name', resource: 'tax' })).toContain('VAT');
  expect(describeMember({ member: 'Name', resource: 'client' })).toBe('What it is called');
  expect(describeMember({ member: 'AccessToken', resource: 'invoice' })).toBeUndefined();
});

test('an id is chosen from the list of what it names', () => {
  expect(listFor({ member: 'ClientId', resource: 'invoice' })).toBe('client');
  expect(listFor({ member: 'ClonedFromId', resource: 'invoice' })).toBe('invoice');
  expect(listFor({ member: 'ClonedFromId', resource: 'estimation' })).toBe('estimation');
  expect(listFor({ member: 'Notes', resource: 'invoice' })).toBeUndefined();
  const known = new Set(
    Object.values(models).flatMap(({ properties = {} }) => Object.keys(properties)),
  );
  expect(Object.keys(listOfMember).filter((member) => !known.has(member))).toEqual([]);
});
