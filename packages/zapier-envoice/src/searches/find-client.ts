import type { EnvoiceResponse } from '@invoice-relay/envoice';
import type { Run } from '@invoice-relay/zapier-kit';
import type { PlainInputField } from 'zapier-platform-core';

import { newestFirst } from '../listing/page-order.ts';
import { clientSample } from '../records/samples-of-things.ts';
import { thingRecord } from '../records/things.ts';
import { exactFirst, isSameCode, isSameText } from './same-text.ts';
import { searchFor, textIn } from './search.ts';

type Client = EnvoiceResponse<'ClientDetailsApiModel'>;

/** The fields a client is found by. */
interface ClientField extends Required<Pick<PlainInputField, 'key' | 'label' | 'helpText'>> {
  /** Envoice's name of it. */
  readonly member: 'Email' | 'Name' | 'Vat' | 'CompanyRegistrationNumber';
  readonly isSame: (one: unknown, other: unknown) => boolean;
  /**
   * A `number` belongs to one company. An `address` may serve several, like a bookkeeper's. A
   * `name` is spelled in many ways, and several clients may have it.
   */
  readonly says: 'number' | 'address' | 'name';
}

const fields: readonly ClientField[] = [
  {
    key: 'email',
    label: 'Email',
    member: 'Email',
    isSame: isSameText,
    says: 'address',
    helpText: 'The main email address of the client.',
  },
  {
    key: 'name',
    label: 'Name',
    member: 'Name',
    isSame: isSameText,
    says: 'name',
    helpText:
      'The full name. Only used if nothing else is filled in, because names are written in many ways. Case does not matter.',
  },
  {
    key: 'vat_number',
    label: 'VAT Number',
    member: 'Vat',
    isSame: isSameCode,
    says: 'number',
    helpText: 'For example, NL012345678B01. Spaces and dots do not matter.',
  },
  {
    key: 'company_registration_number',
    label: 'Company Registration Number',
    member: 'CompanyRegistrationNumber',
    isSame: isSameCode,
    says: 'number',
    helpText: 'The company’s number in its register.',
  },
];

export const findClient = searchFor({
  key: 'find_client',
  noun: 'Client',
  label: 'Find Client',
  description:
    'Finds a client by VAT number, company registration number or email, or by name if nothing else is filled in.',
  inputFields: fields.map(({ key, label, helpText }) => ({
    key,
    label,
    type: 'string',
    required: false,
    helpText,
  })),
  async find({ run, client }) {
    // Envoice returns all clients in one response.
    const found = matchingClients(await client.clients.list(), run.input);
    return found.map(({ client: one }) => thingRecord(one, clientSample));
  },
  sample: clientSample,
});

/** A matching client, and the number of fields that matched. */
export interface MatchingClient {
  readonly client: Client;
  readonly likeness: number;
}

/** The clients that match the input, best match first; none for empty input. */
export function matchingClients(
  all: readonly Client[],
  input: Run['input'],
): readonly MatchingClient[] {
  const wanted = fields.flatMap((field) => {
    const value = textIn(input, field.key);
    return value === undefined ? [] : [{ ...field, value }];
  });
  const found = all.filter((one) => fits(one, wanted));
  return exactFirst(newestFirst(found), (one) =>
    wanted.every(({ member, value }) => one[member] === value),
  )
    .map((client) => ({
      client,
      likeness: wanted.filter((field) => isSameIn(client, field)).length,
    }))
    .toSorted((one, other) => other.likeness - one.likeness);
}

/** A field with its input. */
type Wanted = ClientField & { readonly value: string };

/**
 * Whether it is the intended client. A different number means somebody else. Otherwise a number or
 * the email is enough, whatever else differs: a Zap that creates clients it does not find would
 * create one twice if its name is spelled differently.
 */
function fits(client: Client, wanted: readonly Wanted[]): boolean {
  const isOther = wanted.some(
    (field) => field.says === 'number' && client[field.member] && !isSameIn(client, field),
  );
  if (isOther) return false;
  const telling = wanted.filter(({ says }) => says !== 'name');
  return (telling.length > 0 ? telling : wanted).some((field) => isSameIn(client, field));
}

function isSameIn(client: Client, { member, value, isSame }: Wanted): boolean {
  return isSame(client[member], value);
}
