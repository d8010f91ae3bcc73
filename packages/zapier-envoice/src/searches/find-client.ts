import type { EnvoiceAnswer } from '@invoice-relay/envoice';
import type { PlainInputField } from 'zapier-platform-core';

import { newestFirst } from '../listing/page-order.ts';
import { clientSample } from '../records/samples-of-things.ts';
import { thingRecord } from '../records/things.ts';
import { exactFirst, isSameCode, isSameText } from './same-text.ts';
import { searchFor, textIn } from './search.ts';

type Client = EnvoiceAnswer<'ClientDetailsApiModel'>;

/** By what a client is found: the field, Envoice's name of it, and what counts as the same. */
const fields: readonly (Required<Pick<PlainInputField, 'key' | 'label' | 'helpText'>> & {
  readonly member: 'Email' | 'Name' | 'Vat' | 'CompanyRegistrationNumber';
  readonly isSame: (one: unknown, other: unknown) => boolean;
})[] = [
  {
    key: 'email',
    label: 'Email',
    member: 'Email',
    isSame: isSameText,
    helpText: 'The main email address of the client.',
  },
  {
    key: 'name',
    label: 'Name',
    member: 'Name',
    isSame: isSameText,
    helpText: 'The whole name. Capital letters make no difference.',
  },
  {
    key: 'vat_number',
    label: 'VAT Number',
    member: 'Vat',
    isSame: isSameCode,
    helpText: 'Such as NL012345678B01. Blanks and dots in it make no difference.',
  },
  {
    key: 'company_registration_number',
    label: 'Company Registration Number',
    member: 'CompanyRegistrationNumber',
    isSame: isSameCode,
    helpText: 'The number of the company in its register.',
  },
];

export const findClient = searchFor({
  key: 'find_client',
  noun: 'Client',
  label: 'Find Client',
  description:
    'Finds a client by email, name, VAT number or company registration number. A client has to have all that you fill in.',
  inputFields: fields.map(({ key, label, helpText }) => ({
    key,
    label,
    type: 'string',
    required: false,
    helpText,
  })),
  async find({ run, client }) {
    const wanted = fields.flatMap((field) => {
      const value = textIn(run.input, field.key);
      return value === undefined ? [] : [{ ...field, value }];
    });
    // Envoice gives all clients in one answer.
    const all: readonly Client[] = await client.clients.list();
    const found = all.filter((one) =>
      wanted.every(({ member, value, isSame }) => isSame(one[member], value)),
    );
    return exactFirst(newestFirst(found), (one) =>
      wanted.every(({ member, value }) => one[member] === value),
    ).map((one) => thingRecord(one, clientSample));
  },
  sample: clientSample,
});
