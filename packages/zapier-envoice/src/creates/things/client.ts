import { InputError } from '@invoice-relay/core/errors';
import { changeThing } from '@invoice-relay/envoice/forms';
import type { Create } from 'zapier-platform-core';

import { clearedIn, clearField } from '../../form/clear-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { requiredId } from '../../form/required-id.ts';
import { listField } from '../../lists/list-field.ts';
import { matchingClients } from '../../searches/find-client.ts';
import type { MatchingClient } from '../../searches/find-client.ts';
import { clientSample } from '../../records/samples-of-things.ts';
import { makeWith, operationOf, thingCreate } from './thing-create.ts';
import type { ThingCreateOptions } from './thing-create.ts';

/** @param copies the help text for further addresses */
const members = (copies: string): FormPlan['members'] => [
  {
    member: 'Email',
    field: { helpText: 'The address to send the client’s invoices and estimates to.' },
  },
  {
    member: 'AdditionalEmails',
    field: { helpText: copies },
  },
  { member: 'PhoneNumber', field: { helpText: 'With the country code, such as +31 20 123 4567.' } },
  {
    member: 'Address',
    field: { helpText: 'The street, postal code and city, as printed on documents.' },
  },
  {
    member: 'ClientCountryId',
    field: {
      helpText: 'The client’s country. Pick it, or enter a code such as NL.',
      // Codes are not numbers.
      type: 'string',
    },
  },
  {
    member: 'ClientCurrencyId',
    field: {
      helpText: 'The currency of the client’s documents. Pick it, or enter a code such as EUR.',
      type: 'string',
    },
  },
  { member: 'UiLanguageId', field: { helpText: 'The language of documents and emails.' } },
  { member: 'Vat', field: { helpText: 'The VAT number of the client, such as NL012345678B01.' } },
  {
    member: 'CompanyRegistrationNumber',
    field: { helpText: 'The company’s number in its national register.' },
  },
  {
    member: 'DefaultDueDateInDays',
    field: {
      helpText: 'The number of days after its issue date that an invoice is due, such as 14.',
    },
  },
];

const read: ThingCreateOptions['read'] = (client, id) => client.clients.get({ id });

export const createClient: Create = thingCreate({
  key: 'create_client',
  noun: 'Client',
  label: 'Create Client',
  description: 'Creates a new client.',
  plan: {
    model: 'ClientCreateApiModel',
    resource: 'client',
    members: [
      {
        member: 'Name',
        field: { required: true, helpText: 'The name of the company or person.' },
      },
      ...members('Additional addresses that receive a copy of emails to the client.'),
    ],
  },
  write: makeWith('ClientApi_New'),
  read,
  sample: clientSample,
});

const clearable = ['Email', 'PhoneNumber', 'Address', 'Vat', 'CompanyRegistrationNumber'];

export const updateClient: Create = thingCreate({
  key: 'update_client',
  noun: 'Client',
  label: 'Update Client',
  description: 'Updates a client and keeps the fields that you leave empty.',
  inputFields: [
    {
      key: 'client_id',
      label: 'Client',
      required: true,
      helpText: 'The client to update. Pick one, or map the ID from an earlier step.',
      ...listField('client'),
    },
    clearField(clearable),
  ],
  plan: {
    model: 'ClientUpdateApiModel',
    resource: 'client',
    members: [
      { member: 'Name', field: { helpText: 'The new name, if it changes.' } },
      ...members(
        'Additional addresses that receive a copy of emails to the client. They replace the existing ones.',
      ),
    ],
  },
  async write({ run, client, lists, given }) {
    const id = await requiredId({
      input: run.input,
      lists,
      key: 'client_id',
      list: 'client',
      field: 'Client',
      fix: 'Pick the client to update, or map the ID from an earlier step.',
    });
    const changes = { ...clearedIn(run, clearable), ...given };
    if (Object.keys(changes).length === 0) {
      throw new InputError({
        field: 'Update Client',
        problem: 'there is nothing to update',
        fix: 'Fill in a field to change.',
      });
    }
    const operation = operationOf('ClientApi_Update');
    const change = { client, lists, operation, resource: 'client', id };
    const { body } = await changeThing({ ...change, given: changes });
    return { id, body };
  },
  read,
  sample: clientSample,
});

/** For steps that may run twice, or for recurring clients: it never creates one twice. */
export const createOrUpdateClient: Create = thingCreate({
  key: 'create_or_update_client',
  noun: 'Client',
  label: 'Create or Update Client',
  description:
    'Updates the client with this VAT number, registration number or email, or creates one if there is none.',
  plan: {
    model: 'ClientCreateApiModel',
    resource: 'client',
    members: [
      {
        member: 'Name',
        field: {
          required: true,
          helpText:
            'The name of the company or person. It identifies the client only if no number and no email is filled in.',
        },
      },
      ...members(
        'Additional addresses that receive a copy of emails to the client. They replace the existing ones.',
      ),
    ],
  },
  async write(writing) {
    const { run, client, lists, given } = writing;
    const [best, next] = matchingClients(await client.clients.list(), run.input);
    if (best === undefined) {
      const { id, body } = await makeWith('ClientApi_New')(writing);
      return { id, body: { ...body, Created: true } };
    }
    if (next !== undefined && next.likeness === best.likeness) throw ambiguous([best, next]);
    const id = best.client.Id!;
    const operation = operationOf('ClientApi_Update');
    const { body } = await changeThing({ client, lists, operation, resource: 'client', id, given });
    return { id, body: { ...body, Created: false } };
  },
  read,
  sample: { ...clientSample, created: false },
});

function ambiguous(clients: readonly MatchingClient[]): InputError {
  const told = clients.map(({ client: { Name, Id } }) => `${Name} (ID ${Id})`).join(' and ');
  return new InputError({
    field: 'Create or Update Client',
    problem: `several clients match equally well: ${told}`,
    fix: 'Fill in a VAT number or an email that only one of them has, or use Update Client with the ID.',
  });
}
